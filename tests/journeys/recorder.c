/* Records what a process asks the kernel to write, cut and sync, of files whose names begin with $RECORD_OF, into
   $RECORD_TO. From the record a power cut at any moment can be acted out: see power_cut.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct head { uint32_t kind, name; uint64_t offset, length; };
enum { WRITE = 1, CUT = 2, SYNC = 3 };

static int record_fd(void) {
    static int fd = -2;
    if (fd == -2) {
        const char *to = getenv("RECORD_TO");
        fd = to ? (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    }
    return fd;
}

/* The name behind a descriptor where it is one of ours; the index in shared memory is made anew after a cut. */
static int ours(int fd, char *name, size_t size) {
    const char *of = getenv("RECORD_OF");
    char link[64];
    if (!of || record_fd() < 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, name, size - 1);
    if (n <= 0) return 0;
    name[n] = 0;
    size_t folder = (size_t)(strrchr(of, '/') - of);
    if ((size_t)n == folder && !strncmp(name, of, folder)) return 1;
    return !strncmp(name, of, strlen(of)) && !strstr(name, "-shm");
}

static void note(uint32_t kind, const char *name, uint64_t offset, const void *data, uint64_t length) {
    struct head head = { kind, (uint32_t)strlen(name), offset, length };
    struct iovec parts[3] = {
        { &head, sizeof head }, { (void *)name, head.name }, { (void *)data, data ? length : 0 } };
    syscall(SYS_writev, record_fd(), parts, data ? 3 : 2);  /* one call: appended whole, from whatever process */
}

static uint64_t so_far(void) {
    struct stat found;
    return fstat(record_fd(), &found) ? 0 : (uint64_t)found.st_size;
}

#define REAL(name) (*(real_##name ? real_##name : (real_##name = dlsym(RTLD_NEXT, #name))))

#define PWRITE(called, off)                                                             \
    static ssize_t (*real_##called)(int, const void *, size_t, off);                    \
    ssize_t called(int fd, const void *data, size_t size, off offset) {                 \
        char name[4096];                                                                \
        ssize_t n = REAL(called)(fd, data, size, offset);                               \
        if (n > 0 && ours(fd, name, sizeof name)) note(WRITE, name, offset, data, n);   \
        return n;                                                                       \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

static ssize_t (*real_write)(int, const void *, size_t);
ssize_t write(int fd, const void *data, size_t size) {
    char name[4096];
    if (!ours(fd, name, sizeof name)) return REAL(write)(fd, data, size);
    off_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t n = REAL(write)(fd, data, size);
    if (n > 0) note(WRITE, name, offset, data, n);
    return n;
}

#define TRUNCATE(called, off)                                                           \
    static int (*real_##called)(int, off);                                              \
    int called(int fd, off length) {                                                    \
        char name[4096];                                                                \
        int failed = REAL(called)(fd, length);                                          \
        if (!failed && ours(fd, name, sizeof name)) note(CUT, name, length, NULL, 0);   \
        return failed;                                                                  \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

/* What was written before the call began is safe once it has returned: the record says where it began. */
#define SYNCS(called)                                                                   \
    static int (*real_##called)(int);                                                   \
    int called(int fd) {                                                                \
        char name[4096];                                                                \
        int mine = ours(fd, name, sizeof name);                                         \
        uint64_t begun = mine ? so_far() : 0;                                           \
        int failed = REAL(called)(fd);                                                  \
        if (!failed && mine) note(SYNC, name, begun, NULL, 0);                          \
        return failed;                                                                  \
    }
SYNCS(fsync)
SYNCS(fdatasync)
