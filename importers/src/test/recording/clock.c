/* A server's own idea of the time of day, for recordings: preloaded, it lets the real-time clock start at
 * $CLOCK_START (seconds since 1970) and run $CLOCK_SPEED times as fast. The monotonic clock, and so every timeout
 * that a server measures with it, stays as it is. Waits until a time of day are turned back into real ones.
 *
 * cc -shared -fPIC -O2 -o clock.so clock.c -ldl        (Linux, glibc)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long long begin_real, begin_shown;
static long long speed = 1;

static long long real_now(void) {
  struct timespec t;
  syscall(SYS_clock_gettime, CLOCK_REALTIME, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("CLOCK_START"), *fast = getenv("CLOCK_SPEED");
  begin_real = real_now();
  begin_shown = at ? atoll(at) * 1000000000LL : begin_real;
  speed = fast ? atoll(fast) : 1;
}

static struct timespec shown_now(void) {
  long long now = begin_shown + (real_now() - begin_real) * speed;
  struct timespec t = {now / 1000000000LL, now % 1000000000LL};
  return t;
}

/* A time on the shown clock as one on the real clock. Small numbers are the monotonic clock's. */
static struct timespec to_real(const struct timespec *shown) {
  if (shown->tv_sec < 1000000000) return *shown;
  long long at = shown->tv_sec * 1000000000LL + shown->tv_nsec;
  long long real = begin_real + (at - begin_shown) / speed;
  struct timespec t = {real / 1000000000LL, real % 1000000000LL};
  return t;
}

int clock_gettime(clockid_t id, struct timespec *t) {
  if (id != CLOCK_REALTIME && id != CLOCK_REALTIME_COARSE) return syscall(SYS_clock_gettime, id, t);
  *t = shown_now();
  return 0;
}

int gettimeofday(struct timeval *restrict t, void *restrict zone) {
  struct timespec now = shown_now();
  t->tv_sec = now.tv_sec;
  t->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *t) {
  time_t now = shown_now().tv_sec;
  if (t) *t = now;
  return now;
}

int pthread_cond_timedwait(pthread_cond_t *restrict c, pthread_mutex_t *restrict m, const struct timespec *restrict at) {
  static int (*next)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
  if (!next) next = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
  struct timespec real = to_real(at);
  return next(c, m, &real);
}

int pthread_cond_clockwait(pthread_cond_t *c, pthread_mutex_t *m, clockid_t id, const struct timespec *at) {
  static int (*next)(pthread_cond_t *, pthread_mutex_t *, clockid_t, const struct timespec *);
  if (!next) next = dlsym(RTLD_NEXT, "pthread_cond_clockwait");
  struct timespec real = id == CLOCK_REALTIME ? to_real(at) : *at;
  return next(c, m, id, &real);
}
