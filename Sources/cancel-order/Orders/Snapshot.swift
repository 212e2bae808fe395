internal import Foundation
internal import SourceText

/// The bytes of a file as they were when it was read, which is done once: whatever becomes of the file afterwards, what
/// was checked is what is sent.
///
/// The first of them stay in memory, the rest goes into a temporary file without a name. A class because many readers
/// share it.
final class Snapshot: Sendable {
    private static let memoryLimit = 1 << 20

    let name: String
    private let memory: [UInt8]
    /// The temporary file that holds the bytes after ``memory``; `nil` where there are none.
    private let file: UnnamedFile?
    private let count: Int

    /// Reads an open file from where it stands to its end; it stays the caller's to close.
    init(of descriptor: Int32, name: String) throws(Obstacle) {
        var (memory, file, count) = ([UInt8](), UnnamedFile?.none, 0)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let received = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if received == 0 { break }
            if received > 0 {
                count += received
                let kept = buffer.prefix(min(received, Self.memoryLimit - memory.count))
                memory += kept
                guard kept.count < received else { continue }
                if file == nil { file = try UnnamedFile(name) }
                try file?.append(buffer[kept.count..<received], of: name)
            } else if errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                _ = poll(&waiting, 1, -1)
            } else if errno != EINTR {
                throw Obstacle("cannot read '\(name)': \(String(cString: strerror(errno)))")
            }
        }
        (self.name, self.memory, self.file, self.count) = (name, memory, file, count)
    }

    /// Some bytes from an offset on; none at the end only.
    fileprivate func bytes(at offset: Int) throws(Obstacle) -> [UInt8] {
        guard offset >= memory.count else { return Array(memory[offset..<min(memory.count, offset + (1 << 16))]) }
        guard let file, offset < count else { return [] }
        var bytes = [UInt8](repeating: 0, count: min(1 << 16, count - offset))
        var received: Int
        repeat {
            received = bytes.withUnsafeMutableBytes {
                pread(file.descriptor, $0.baseAddress, $0.count, off_t(offset - memory.count))
            }
        } while received < 0 && errno == EINTR
        guard received > 0 else {
            let reason = received == 0 ? "it became shorter" : String(cString: strerror(errno))
            throw Obstacle("cannot read the copy of '\(name)': \(reason)")
        }
        return Array(bytes.prefix(received))
    }
}

/// A temporary file that is gone when nobody has it open.
///
/// A class because it closes the file.
private final class UnnamedFile: Sendable {
    let descriptor: Int32

    init(_ name: String) throws(Obstacle) {
        var path = Array(FileManager.default.temporaryDirectory.appending(path: "cancel-order-XXXXXX").path.utf8CString)
        descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw Self.noRoom(name) }
        unlink(path)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func append(_ bytes: ArraySlice<UInt8>, of name: String) throws(Obstacle) {
        var rest = bytes
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.noRoom(name) }
            rest = rest.dropFirst(written)
        }
    }

    private static func noRoom(_ name: String) -> Obstacle {
        let reason = String(cString: strerror(errno))
        let folder = VisibleText.of(FileManager.default.temporaryDirectory.path)
        return Obstacle("cannot keep a copy of '\(name)' in '\(folder)': \(reason); name a folder with room in TMPDIR")
    }
}

/// Takes the bytes of a snapshot one by one, from its beginning.
struct ByteReader {
    private let snapshot: Snapshot
    private var buffer: ArraySlice<UInt8> = []
    /// Where the bytes after those of ``buffer`` begin.
    private var bufferEnd: Int

    init(_ snapshot: Snapshot, at offset: Int = 0) {
        self.snapshot = snapshot
        bufferEnd = offset
    }

    /// Where the next byte is.
    var offset: Int { bufferEnd - buffer.count }

    mutating func next() throws(Obstacle) -> UInt8? {
        if buffer.isEmpty { try fill() }
        return buffer.popFirst()
    }

    mutating func peek() throws(Obstacle) -> UInt8? {
        if buffer.isEmpty { try fill() }
        return buffer.first
    }

    /// The bytes up to the next line feed or the end, without it, and whether some beyond the limit were passed over.
    mutating func line(limit: Int) throws(Obstacle) -> (bytes: [UInt8], isCut: Bool) {
        var (line, isCut) = ([UInt8](), false)
        while try peek() != nil {
            let length = buffer.withUnsafeBytes { bytes in
                bytes.baseAddress.flatMap { start in
                    memchr(start, 0x0A, bytes.count).map { start.distance(to: UnsafeRawPointer($0)) }
                }
            }
            let part = buffer.prefix(length ?? buffer.count)
            let kept = part.prefix(limit - line.count)
            line += kept
            isCut = isCut || kept.count < part.count
            buffer = buffer.dropFirst(part.count + (length == nil ? 0 : 1))
            if length != nil { break }
        }
        return (line, isCut)
    }

    mutating func skip(_ bytes: [UInt8]) throws(Obstacle) {
        var ahead = self
        for byte in bytes where try ahead.next() != byte { return }
        self = ahead
    }

    private mutating func fill() throws(Obstacle) {
        buffer = try snapshot.bytes(at: bufferEnd)[...]
        bufferEnd += buffer.count
    }
}
