// libcurl's settings take a variable number of arguments, which Swift cannot pass: one function a type.
#pragma once
#include <curl/curl.h>

typedef size_t (*workbench_curl_receiver)(char *bytes, size_t size, size_t count, void *receiver);

static inline CURLcode workbench_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode workbench_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

/// The library copies texts, and nothing else that a pointer shows to.
static inline CURLcode workbench_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode workbench_curl_set_receiver(
    CURL *handle, CURLoption option, workbench_curl_receiver value) {
    return curl_easy_setopt(handle, option, value);
}

static inline long workbench_curl_number(CURL *handle, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

static inline curl_off_t workbench_curl_size(CURL *handle, CURLINFO info) {
    curl_off_t value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

static inline CURLMcode workbench_curl_multi_set_number(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/// The easy handle and the result of a message that says that a transfer is over.
static inline CURL *workbench_curl_ended(const CURLMsg *message, CURLcode *result) {
    if (message->msg != CURLMSG_DONE) return NULL;
    *result = message->data.result;
    return message->easy_handle;
}
