internal import CLibYAML

/// libyaml's parser over a text: the only place that owns its memory.
///
/// Not copyable, so that the parser is deleted exactly once. The parser points at itself, so it lives on the heap.
struct EventStream: ~Copyable {
    /// libyaml's account of why it stopped.
    struct Failure: Error {
        /// What it found.
        let problem: String
        /// The offset of the problem.
        let offset: Int
        /// What it was reading, such as `while parsing a block mapping`.
        let context: String?
        /// The offset at which what it was reading began.
        let contextOffset: Int
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// A copy of the text that stays in place as long as the parser reads it.
    private let input: UnsafeMutableBufferPointer<UInt8>
    /// Whether libyaml could allocate the parser; it must not be used or deleted otherwise.
    private let isReady: Bool

    /// A parser over UTF-8 that has been checked for validity and for control characters.
    init(_ utf8: [UInt8]) {
        input = .allocate(capacity: utf8.count)
        _ = input.initialize(from: utf8)
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        isReady = yaml_parser_initialize(parser) == 1
        guard isReady else { return }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        if isReady { yaml_parser_delete(parser) }
        parser.deallocate()
        input.deallocate()
    }

    /// The next event; `nil` after the end of the text.
    func next() throws(Failure) -> YAMLEvent? {
        guard isReady else { throw Failure(problem: "out of memory", offset: 0, context: nil, contextOffset: 0) }
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(event)
    }

    /// What the parser says about its failure.
    private var failure: Failure {
        let state = parser.pointee
        guard let problem = state.problem else {
            return Failure(problem: "out of memory", offset: state.mark.index, context: nil, contextOffset: 0)
        }
        return Failure(
            problem: String(cString: problem), offset: state.problem_mark.index,
            context: state.context.map { String(cString: $0) }, contextOffset: state.context_mark.index)
    }
}
