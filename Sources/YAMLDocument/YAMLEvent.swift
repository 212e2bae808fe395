internal import CLibYAML

/// What libyaml found, as a value.
struct YAMLEvent {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias(String)
        case scalar(String, Style)
        case collectionStart(isMapping: Bool, isFlow: Bool)
        case collectionEnd
    }

    enum Style {
        case plain
        case quoted
        /// After `|` or `>`.
        case block
    }

    let kind: Kind
    let anchor: String?
    /// Whether libyaml kept a tag; of a scalar it drops `!`.
    let hasTag: Bool
    /// The offset of the first scalar.
    let start: Int
    /// The offset after the last scalar.
    let end: Int

    /// Copies what is needed out of libyaml's event; `nil` for the empty event.
    init?(_ event: yaml_event_t) {
        start = event.start_mark.index
        end = event.end_mark.index
        switch event.type {
        case YAML_STREAM_START_EVENT: (kind, anchor, hasTag) = (.streamStart, nil, false)
        case YAML_STREAM_END_EVENT: (kind, anchor, hasTag) = (.streamEnd, nil, false)
        case YAML_DOCUMENT_START_EVENT: (kind, anchor, hasTag) = (.documentStart, nil, false)
        case YAML_DOCUMENT_END_EVENT: (kind, anchor, hasTag) = (.documentEnd, nil, false)
        case YAML_ALIAS_EVENT:
            (kind, anchor, hasTag) = (.alias(Self.text(event.data.alias.anchor) ?? ""), nil, false)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            kind = .scalar(String(decoding: bytes, as: UTF8.self), Style(scalar.style))
            anchor = Self.text(scalar.anchor)
            hasTag = scalar.tag != nil
        case YAML_SEQUENCE_START_EVENT:
            let sequence = event.data.sequence_start
            kind = .collectionStart(isMapping: false, isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE)
            anchor = Self.text(sequence.anchor)
            hasTag = sequence.tag != nil
        case YAML_MAPPING_START_EVENT:
            let mapping = event.data.mapping_start
            kind = .collectionStart(isMapping: true, isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE)
            anchor = Self.text(mapping.anchor)
            hasTag = mapping.tag != nil
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            (kind, anchor, hasTag) = (.collectionEnd, nil, false)
        default:
            return nil
        }
    }

    private static func text(_ string: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        string.map { String(cString: $0) }
    }
}

extension YAMLEvent.Style {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .quoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: self = .block
        default: self = .plain
        }
    }
}

/// libyaml's parser over a text: the only place that owns its memory.
///
/// Not copyable, so that the parser is deleted exactly once. The parser points at itself, so it lives on the heap.
struct EventStream: ~Copyable {
    /// libyaml's account of why it stopped.
    struct Failure: Error {
        let problem: String
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
