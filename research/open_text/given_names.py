"""Only common given names, to know a name at the beginning of a sentence. Far from complete, and a list to add to."""

_LISTED = (
    # English
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony steven
    andrew paul joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric
    jonathan stephen larry justin scott brandon benjamin samuel gregory patrick alexander jack dennis jerry tyler aaron
    henry peter adam zachary nathan oliver harry liam noah lucas ethan mason logan mary patricia jennifer linda
    elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle
    carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna brenda pamela
    emma nicole helen samantha katherine christine rachel carolyn janet catherine maria heather diane julie joyce
    victoria kelly christina joan evelyn olivia megan hannah alice julia sophia isabella mia charlotte amelia harriet"""
    # Finnish, Swedish, Norwegian, Danish, Estonian
    """ juhani johannes mikael antero matti pekka tapio heikki kari jari timo jukka mika antti juha markku hannu petri
    sami marko janne ville lauri eero risto seppo esa pertti raimo veikko jussi tuomas aleksi eetu onni leevi elias
    eino väinö helena johanna anneli kaarina marjatta hannele liisa pirjo ritva päivi tuula sari minna tiina riitta
    leena kirsi merja anne katja heidi jaana satu mari outi sanna hanna elina emilia aino aada eevi helmi venla sofia
    lotta noora jenna veera iida siiri lars anders erik johan karl nils gustav olof björn håkan ingrid astrid sven
    magnus henrik fredrik mats stefan göran birgitta kerstin elisabeth ulla gunilla margareta linnea elsa ebba freja
    knut kjell arne tor geir solveig silje mette kirsten søren jens niels rasmus mads jaan tiit toomas andres"""
    # German, Dutch
    """ hans klaus jürgen günter wolfgang werner helmut dieter manfred uwe bernd frank rainer thorsten sebastian
    florian tobias felix leon lukas maximilian jonas ursula monika petra sabine renate brigitte gisela heike claudia
    susanne katrin anja silke nadine melanie lena leonie johanna greta jan pieter willem hendrik cornelis kees joost
    sanne femke daan sem bram"""
    # French, Spanish, Portuguese, Italian
    """ jean pierre michel philippe alain nicolas bernard laurent olivier françois julien guillaume antoine louis hugo
    mathieu camille léa manon chloé nathalie isabelle sylvie catherine françoise monique valérie sandrine céline aurélie
    josé antonio manuel francisco juan javier carlos miguel alejandro pedro luis jorge fernando pablo sergio álvaro
    diego raúl andrés rafael carmen ana pilar dolores teresa josefa cristina lucía marta elena rosa raquel sofía paula
    joão paulo marcos bruno tiago rui fernanda juliana mariana beatriz inês catarina giuseppe giovanni mario luigi
    francesco angelo vincenzo marco andrea matteo lorenzo giulia francesca chiara alessandra valentina martina"""
    # Polish, Czech, Russian, Ukrainian (both scripts)
    """ piotr krzysztof andrzej tomasz paweł marcin michał grzegorz agnieszka katarzyna małgorzata ewa magdalena joanna
    jiří petr pavel tomáš lucie ivan sergei dmitri dmitry vladimir mikhail natalia natasha olga svetlana tatiana irina
    иван сергей дмитрий алексей андрей александр михаил владимир николай олег павел артём анна мария елена ольга
    наталья татьяна ирина светлана екатерина юлия тарас богдан оксана олена"""
    # Turkey, the Arab world, Persia, India, Africa
    """ mehmet mustafa ahmet ali hüseyin hasan ibrahim emre ayşe fatma emine hatice zeynep elif mohammed muhammad
    mohamed mohammad ahmed omar yusuf youssef khalid hamza karim samir fatima aisha maryam zainab layla leila noor
    yasmin reza rahul amit raj priya anjali sunita arjun rohan deepak sanjay vijay lakshmi kwame kofi chidi ngozi
    amina abdi"""
    # East Asian (Latin)
    """ wei ming xiu hiroshi takashi kenji yuki sakura yoko haruto minjun jiwoo seo-yeon nguyen"""
)

GIVEN_NAMES = frozenset(_LISTED.split())
