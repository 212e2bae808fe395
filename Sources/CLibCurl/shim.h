// libcurl, with a plain function for each use of its variadic ones: Swift cannot call those.

#ifndef VENUE_CLIBCURL_SHIM_H
#define VENUE_CLIBCURL_SHIM_H

#include <curl/curl.h>

// CURLOPT_PREREQFUNCTION, on which "at most one request" stands, came with 7.80.
#if LIBCURL_VERSION_NUM < 0x075000
#error "libcurl 7.80 or later is needed"
#endif

static inline CURLcode venue_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode venue_curl_set_large(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode venue_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode venue_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode venue_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode venue_curl_set_receiver(CURL *handle, CURLoption option, curl_write_callback receiver) {
    return curl_easy_setopt(handle, option, receiver);
}

static inline CURLcode venue_curl_set_socket_maker(CURL *handle, curl_opensocket_callback maker) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, maker);
}

static inline CURLcode venue_curl_set_socket_closer(CURL *handle, curl_closesocket_callback closer) {
    return curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, closer);
}

static inline CURLcode venue_curl_set_listener(CURL *handle, curl_debug_callback listener) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, listener);
}

static inline CURLcode venue_curl_set_prerequest(CURL *handle, curl_prereq_callback prerequest) {
    return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, prerequest);
}

static inline CURLcode venue_curl_set_progress(CURL *handle, curl_xferinfo_callback progress) {
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
}

// Requests, redirected ones included, may use HTTP and HTTPS and nothing else.
static inline CURLcode venue_curl_allow_http_only(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
    CURLcode code = curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    return code ? code : curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
    CURLcode code = curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
    return code ? code : curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

// Ending a call does not wait for a name lookup that is under way; before 7.87 libcurl cannot do otherwise.
static inline CURLcode venue_curl_abandon_lookups(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
    return curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)handle;
    return CURLE_OK;
#endif
}

// CURLE_TOO_LARGE, which headers before 8.6 do not name: the library found at run time may be newer.
static const CURLcode venue_curle_too_large = (CURLcode)100;

static inline curl_version_info_data *venue_curl_version(void) { return curl_version_info(CURLVERSION_NOW); }

static inline CURLMcode venue_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

// Whom to tell which sockets to wait for.
static inline CURLMcode venue_curl_multi_set_socket_watcher(CURLM *multi, void *data, curl_socket_callback watcher) {
    CURLMcode code = curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, data);
    return code ? code : curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, watcher);
}

// Whom to tell when to go on even if no socket is ready.
static inline CURLMcode venue_curl_multi_set_timer(CURLM *multi, void *data, curl_multi_timer_callback timer) {
    CURLMcode code = curl_multi_setopt(multi, CURLMOPT_TIMERDATA, data);
    return code ? code : curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer);
}

static inline CURLcode venue_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode venue_curl_get_large(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode venue_curl_get_pointer(CURL *handle, CURLINFO info, void **value) {
    return curl_easy_getinfo(handle, info, value);
}

#endif
