internal import CLibrary
internal import Synchronization

/// A standard stream of the process, written so that nothing gets lost unnoticed and nothing ends the process.
///
///     StandardStream.prepare()                                  // first of all
///     StandardStream.output.write(result)
///     if let loss = StandardStream.output.finish() {            // last of all
///         StandardStream.error.write("error: \(loss)\n")
///         exit(4)
///     }
///
/// Full disks, closed pipes and size limits are counted, and writing goes on with the next piece: there may be room
/// again. A stream that is not ready, as a pipe set not to block, is waited for.
///
/// A class because everyone who writes to a stream shares what is known of it.
package final class StandardStream: Sendable {
    package static let output = StandardStream(1, name: "standard output")
    package static let error = StandardStream(2, name: "standard error")

    /// What of a stream could not be written.
    package struct Loss: Sendable, Hashable, CustomStringConvertible {
        /// How many pieces: calls of ``StandardStream/write(_:)-(String)`` that did not write all they were given.
        package let pieces: Int
        /// What the system said of the first, such as `No space left on device`.
        package let reason: String
        fileprivate let stream: String

        /// What could not be written and why, as the text of an error.
        package var description: String { "cannot write to \(stream): \(reason)" }
    }

    private struct State {
        /// Pieces that were not written, or not whole.
        var lost = 0
        /// The system's number for why the first of them was not.
        var code: Int32 = 0
        /// Whether nobody will ever read it.
        var isGone = false
        /// Whether it ends in a part of a piece.
        var isTorn = false
    }

    package let descriptor: Int32
    private let name: String
    /// What is known of it, behind a lock.
    private let state = Mutex(State())

    package init(_ descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// Makes broken pipes and size limits errors of the write that meets them, and takes the places of standard streams
    /// that are closed, so that no file or connection gets their number and what is meant for them.
    package static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
            // Opened the wrong way round: it cannot be read or written, as a closed one cannot.
            _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
        }
    }

    /// Writes a piece of text; see ``write(_:)-([UInt8])``.
    @discardableResult
    package func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// Writes a piece, and waits as long as its reader takes.
    ///
    /// - Returns: Whether all of it was written.
    @discardableResult
    package func write(_ piece: [UInt8]) -> Bool {
        state.withLock { state in
            var code = state.isGone ? state.code : 0
            // What follows a part of a line must not be taken for the rest of it.
            if code == 0, state.isTorn { code = send([UInt8(ascii: "\n")], &state) }
            if code == 0 { code = send(piece, &state) }
            guard code != 0 else { return true }
            state.lost += 1
            if state.lost == 1 { state.code = code }
            state.isGone = state.isGone || code == EPIPE || code == EBADF
            return false
        }
    }

    /// What could not be written so far.
    package var loss: Loss? {
        state.withLock { state in
            guard state.lost > 0 else { return nil }
            return Loss(pieces: state.lost, reason: String(cString: strerror(state.code)), stream: name)
        }
    }

    /// Ends writing; some file systems tell only when a file is closed that there was no room.
    ///
    /// - Returns: What could not be written.
    package func finish() -> Loss? {
        // A copy is closed: the number itself could be given to another file.
        let copy = dup(descriptor)
        if copy >= 0, close(copy) != 0, errno != EINTR {
            let code = errno
            state.withLock { state in
                if state.lost == 0 { state.code = code }
                state.lost += 1
            }
        }
        return loss
    }

    /// Writes all bytes and returns 0, or the system's error number.
    private func send(_ bytes: [UInt8], _ state: inout State) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let slice = UnsafeRawBufferPointer(rebasing: rest)
                let written = CLibrary.write(descriptor, slice.baseAddress, slice.count)
                if written > 0 {
                    rest = rest.dropFirst(written)
                    state.isTorn = !rest.isEmpty
                } else if written < 0, errno == EAGAIN || errno == EWOULDBLOCK {
                    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&waiting, 1, -1)
                } else if written == 0 {
                    return EIO
                } else if errno != EINTR {
                    return errno
                }
            }
            return 0
        }
    }
}

extension StandardStream {
    /// Whether somebody can be asked on standard error and answer on standard input.
    package static var canAsk: Bool { isatty(0) == 1 && error.isTerminal }

    package var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The columns that lines of the stream have to fit, at least 40: `COLUMNS` if it is set, else the terminal's own
    /// width; `nil` for what goes elsewhere, where lines may be as long as they are.
    package var columns: Int? {
        let columns = getenv("COLUMNS").flatMap { Int(String(cString: $0)) } ?? terminalColumns
        return columns.map { max(40, $0) }
    }

    /// The columns of the terminal it goes to; `nil` for what goes elsewhere.
    package var terminalColumns: Int? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }
}
