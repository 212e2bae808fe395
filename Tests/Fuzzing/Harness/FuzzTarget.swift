internal import Foundation

/// What is done with the inputs of a run; the environment variable `FUZZ_TARGET` names one.
enum FuzzTarget: String {
    /// Any JSON, against Foundation's readers.
    case json
    /// A generated model, against its own `Codable`.
    case model
    /// A reply to a cancel, read and judged.
    case reply
    /// Texts that stand for moments, numbers, addresses and header fields, against the C library.
    case values

    /// The target of this run.
    static let current: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
        guard let target = FuzzTarget(rawValue: name) else { finding("no target '\(name)'") }
        return target
    }()

    /// Checks one input and tells whether inputs like it are worth keeping.
    func check(_ input: [UInt8]) -> Bool {
        switch self {
        case .json: checkJSON(input)
        case .model: checkModels(input)
        case .reply: return checkReply(input)
        case .values: checkValues(input)
        }
        return true
    }
}

/// Checks one input of the fuzzer; -1 keeps it out of the corpus.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.current.check(Array(UnsafeBufferPointer(start: start, count: count))) ? 0 : -1
}

/// Ends the run: the fuzzer keeps the input and the script shows it.
func finding(_ text: String) -> Never {
    FileHandle.standardError.write(Data("FINDING: \(text)\n".utf8))
    abort()
}

/// Reports a finding unless the condition holds.
func require(_ condition: Bool, _ text: @autoclosure () -> String) {
    if !condition { finding(text()) }
}
