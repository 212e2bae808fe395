internal import CLibYAML

/// What libyaml found, as a value.
struct YAMLEvent {
    /// The sort of event.
    enum Kind {
        /// The text begins.
        case streamStart
        /// The text ends.
        case streamEnd
        /// A document begins.
        case documentStart
        case documentEnd
        /// A reference to an anchor.
        case alias(String)
        case scalar(String, Style)
        /// A mapping or a sequence begins.
        case collectionStart(isMapping: Bool, isFlow: Bool)
        /// The innermost collection ends.
        case collectionEnd
    }

    /// How a scalar is written.
    enum Style {
        /// Without quotes.
        case plain
        /// In single or double quotes.
        case quoted
        /// After `|` or `>`.
        case block
    }

    /// The sort of event.
    let kind: Kind
    /// The anchor's name, if there is one.
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

    /// A copy of a C string.
    private static func text(_ string: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        string.map { String(cString: $0) }
    }
}

extension YAMLEvent.Style {
    /// The style libyaml reports.
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .quoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: self = .block
        default: self = .plain
        }
    }
}
