"""What people would give up for what: choices of best and worst as numbers of each person.

`choices` reads them, `counts` counts them, `utilities` estimates what stands behind them.
"""
