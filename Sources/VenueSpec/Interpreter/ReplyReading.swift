/// A reply held against the documented shapes of its status.
enum ReplyReading {
    /// It is of this shape. The value is `nil` where nothing is read: no content, or undocumented content.
    case fits(ResponseShape, FittedValue?)
    /// The status has this shape, and the body is not of it.
    case unreadable(ResponseShape, Mismatch)
    /// No shape of the status can hold the body, or the status has none.
    case undocumented(Mismatch)

    /// Tries the shapes of the status in spec order; the first that fits is the reply's.
    ///
    /// A body that fits none is an unreadable one of the first shape with readable content. Where the status has only
    /// shapes without content, a body cannot be held by any and the reply is undocumented.
    init(status: Int, body: [UInt8], operation: CancelOperation, venue: Venue) {
        var firstUnreadable: ReplyReading?
        var unexpectedContent: Mismatch?
        for shape in operation.responses where shape.status == status {
            do {
                self = .fits(shape, try Self.read(body, as: shape.content, venue: venue))
                return
            } catch {
                if shape.content == .none {
                    unexpectedContent = unexpectedContent ?? error
                } else {
                    firstUnreadable = firstUnreadable ?? .unreadable(shape, error)
                }
            }
        }
        let undocumented = Mismatch(path: FieldPath(steps: []), problem: "status \(status) is not documented")
        self = firstUnreadable ?? .undocumented(unexpectedContent ?? undocumented)
    }

    /// Reads a body as documented content.
    private static func read(
        _ body: [UInt8], as content: ResponseShape.Content, venue: Venue
    ) throws(Mismatch) -> FittedValue? {
        let root = FieldPath(steps: [])
        switch content {
        case .json(let type): return try ShapeFitting(venue: venue).fit(body: body, as: type)
        case .text:
            guard let text = String(validating: body, as: UTF8.self) else {
                throw Mismatch(path: root, problem: "expected UTF-8 text")
            }
            return .text(text)
        case .none:
            guard body.isEmpty else { throw Mismatch(path: root, problem: "expected an empty body") }
            return nil
        case .any: return nil
        }
    }
}
