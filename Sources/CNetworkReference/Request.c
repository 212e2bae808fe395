#include "Request.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

reference_request *reference_request_make(const char *method, const char *url, const char *user_agent) {
    reference_request *request = calloc(1, sizeof *request);
    if (request == NULL) return NULL;
    request->method = strdup(method);
    request->url = strdup(url);
    request->user_agent = strdup(user_agent);
    if (request->method != NULL && request->url != NULL && request->user_agent != NULL) return request;
    reference_request_free(request);
    return NULL;
}

bool reference_request_add_header(reference_request *request, const char *line) {
    struct curl_slist *longer = curl_slist_append(request->headers, line);
    if (longer == NULL) return false;
    request->headers = longer;
    return true;
}

bool reference_request_set_body(reference_request *request, const void *bytes, size_t size) {
    char *copy = malloc(size + 1);
    if (copy == NULL) return false;
    if (size > 0) memcpy(copy, bytes, size);
    free(request->body);
    request->body = copy;
    request->body_size = size;
    return true;
}

void reference_request_free(reference_request *request) {
    if (request == NULL) return;
    free(request->method);
    free(request->url);
    free(request->user_agent);
    curl_slist_free_all(request->headers);
    free(request->body);
    free(request);
}

static size_t take(char *bytes, size_t unit, size_t count, void *context) {
    (void)unit;
    struct reference_reply *reply = context;
    if (count > sizeof reply->bytes - reply->size) return 0;
    memcpy(reply->bytes + reply->size, bytes, count);
    reply->size += count;
    return count;
}

CURL *reference_handle_make(const reference_request *request, struct reference_reply *reply) {
    CURL *handle = curl_easy_init();
    if (handle == NULL) return NULL;
    CURLcode code = curl_easy_setopt(handle, CURLOPT_URL, request->url);
    if (!code) code = curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    if (!code) code = curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, 10000L);
    if (!code) code = curl_easy_setopt(handle, CURLOPT_PROXY, "");
    if (!code) code = curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
    if (!code) code = curl_easy_setopt(handle, CURLOPT_USERAGENT, request->user_agent);
    if (!code) code = curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    if (!code) code = curl_easy_setopt(handle, CURLOPT_HTTPHEADER, request->headers);
    if (!code && request->body != NULL) {
        code = curl_easy_setopt(handle, CURLOPT_POST, 1L);
        if (!code) code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_size);
        if (!code) code = curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request->body);
    }
    if (!code) code = curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request->method);
    if (!code) code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
    if (!code) code = curl_easy_setopt(handle, CURLOPT_WRITEDATA, reply);
    if (!code) return handle;
    curl_easy_cleanup(handle);
    return NULL;
}

bool reference_reply_fits(CURL *handle, CURLcode code, long status) {
    long received = 0;
    return code == CURLE_OK && curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &received) == CURLE_OK
        && received == status;
}

double reference_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}
