#ifndef CNETWORK_REFERENCE_H
#define CNETWORK_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The baselines and the helpers of measurements over loopback. For measuring only.

/// A request as C gives it to libcurl.
typedef struct reference_request reference_request;

/// Makes a request; `NULL` without memory. The texts are copied.
reference_request *reference_request_make(const char *method, const char *url, const char *user_agent);

/// Adds a line such as `Accept: */*` to the head; one that ends with its colon keeps libcurl's own field away.
bool reference_request_add_header(reference_request *request, const char *line);

/// Gives the request a body, which is copied; it may be empty.
bool reference_request_set_body(reference_request *request, const void *bytes, size_t size);

/// Frees a request, once no client uses it.
void reference_request_free(reference_request *request);

/// One easy handle of libcurl's whose connection stays open between requests.
typedef struct reference_easy reference_easy;

/// Makes a client that expects replies of a status; `NULL` without memory.
reference_easy *reference_easy_make(const reference_request *request, long status);

/// Sends the request again and again, and writes how long each time took in nanoseconds; `false` if a reply fails.
bool reference_easy_run(reference_easy *easy, size_t count, double *nanoseconds);

/// Frees a client.
void reference_easy_free(reference_easy *easy);

/// A multi handle of libcurl's with as many easy handles as requests are in flight, all of which are used again.
typedef struct reference_multi reference_multi;

/// Makes a client that expects replies of a status; `NULL` without memory.
reference_multi *reference_multi_make(const reference_request *request, long status, size_t in_flight);

/// Sends the request a number of times and gives the time that took in nanoseconds; negative if a reply fails.
double reference_multi_run(reference_multi *multi, size_t total);

/// Frees a client.
void reference_multi_free(reference_multi *multi);

/// Serves one reply on 127.0.0.1 until standard input ends, on a core of its own if `core` is not negative.
///
/// It prints its port, then answers lines of standard input, each with one of standard output:
/// - `reply STATUS SIZE`, followed by so many bytes of JSON: what every request gets from now on; `ok`.
/// - `count`: the connections and requests taken so far.
/// - `watch`: digests the next request; `ok`.
/// - `digest`: the digest of the request watched.
///
/// Returns the exit status of the process.
int reference_server_run(int core);

/// The number of the first or last core this process may use; -1 if it may use only one or the system does not tell.
int machine_first_core(void);
int machine_last_core(void);

/// Keeps every thread of this process, and those they start, on one core; does nothing for a negative number.
void machine_pin(int core);

/// Undoes `machine_pin`.
void machine_unpin(void);

/// The processor time this process has used, in nanoseconds.
double machine_processor_time(void);

/// The most memory this process has had resident, in kilobytes.
long machine_peak_memory(void);

/// Runs a program with nothing to read and its output thrown away.
///
/// - `arguments`: the program's path and its arguments, ended by `NULL`.
/// - `nanoseconds`, `processor`, `kilobytes`: elapsed time, processor time and peak memory are written there.
///
/// Returns the exit status; -1 if it could not be started or was ended by a signal.
int machine_run(char *const arguments[], double *nanoseconds, double *processor, long *kilobytes);

/// Ends this process after some seconds, come what may.
void machine_limit_lifetime(unsigned seconds);

/// Makes writing to a process that is gone an error instead of the end of this one.
void machine_ignore_broken_pipes(void);

#endif
