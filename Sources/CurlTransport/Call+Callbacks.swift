internal import CLibCurl

extension Call {
    /// Tells libcurl whom to ask and whom to tell.
    func setCallbacks() throws(CurlFailure) {
        // Unowned: the event loop's table keeps the call as long as libcurl has the handle.
        let me = Unmanaged.passUnretained(self).toOpaque()
        try easy.check(venue_curl_set_pointer(easy.handle, CURLOPT_PRIVATE, me))

        try easy.check(venue_curl_set_pointer(easy.handle, CURLOPT_PREREQDATA, me))
        try easy.check(
            venue_curl_set_prerequest(easy.handle) { call, _, _, _, _ in
                Call.at(call)?.maySend() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
            })

        try easy.set(CURLOPT_NOPROGRESS, false)
        try easy.check(venue_curl_set_pointer(easy.handle, CURLOPT_XFERINFODATA, me))
        try easy.check(
            venue_curl_set_progress(easy.handle) { call, _, _, _, written in
                Call.at(call)?.didWrite(bodyBytes: Int(written))
                return 0
            })

        try easy.check(venue_curl_set_pointer(easy.handle, CURLOPT_HEADERDATA, me))
        try easy.check(
            venue_curl_set_receiver(easy.handle, CURLOPT_HEADERFUNCTION) { bytes, _, count, call in
                let line = UnsafeRawBufferPointer(start: bytes, count: count)
                return Call.at(call)?.receive(headLine: line) == true ? count : Call.refusal(of: count)
            })

        try easy.check(venue_curl_set_pointer(easy.handle, CURLOPT_WRITEDATA, me))
        try easy.check(
            venue_curl_set_receiver(easy.handle, CURLOPT_WRITEFUNCTION) { bytes, _, count, call in
                let piece = UnsafeRawBufferPointer(start: bytes, count: count)
                return Call.at(call)?.receive(bodyPiece: piece) == true ? count : Call.refusal(of: count)
            })
    }

    /// What a receiver answers to end the call: any number but that of the bytes offered.
    private static func refusal(of count: Int) -> Int { count == 0 ? 1 : 0 }
}
