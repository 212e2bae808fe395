package import SourceText
package import VenueSpec

/// One change between two versions of a spec and what it does to the caller.
package struct Finding: Sendable, Hashable {
    package enum Category: String, Sendable, Hashable, CaseIterable {
        /// The bytes that travel: requests, replies, addresses, credentials.
        case wire
        /// What a reply proves, what may be repeated, how a fact is known.
        case meaning
        case swiftSource = "swift-source"
        case documentation
    }

    /// How much a change matters to whoever cancels orders.
    package enum Level: String, Sendable, Hashable, CaseIterable, Comparable {
        /// An order may stay open or be judged or booked wrongly, the wrong order may be cancelled, or credentials may go
        /// elsewhere.
        case error
        case warning
        case info

        /// Errors come first.
        package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

        var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What may become of orders, or of the credentials that cancel them, where nobody acts on a change.
    package enum Risk: String, Sendable, Hashable, CaseIterable {
        case orderStaysOpen = "order-stays-open"
        case otherOrder = "other-order"
        case wrongOutcome = "wrong-outcome"
        case unknownOutcome = "unknown-outcome"
        case wrongQuantity = "wrong-quantity"
        case credentials

        /// The risk as the beginning of a sentence, such as `an order may stay open`.
        var text: String {
            switch self {
            case .orderStaysOpen: "an order may stay open"
            case .otherOrder: "another order may be cancelled"
            case .wrongOutcome: "an order may be judged wrongly"
            case .unknownOutcome: "what became of an order may stay unknown"
            case .wrongQuantity: "what was executed may be booked wrongly"
            case .credentials: "credentials may go elsewhere"
            }
        }
    }

    /// What one of the two versions says.
    package struct Side: Sendable, Hashable {
        package var path: String
        /// Where the fact stands; where it is missing, the nearest mapping or list that would hold it.
        package var range: SourceRange
        /// The fact as text; `nil` where this version does not have it.
        package var text: String?
    }

    /// The stable id of the rule that found it, kebab case.
    package var rule: String
    package var category: Category
    package var level: Level
    /// The venue by the name it has in the new version, or had in the old one if it is gone.
    package var venue: String
    /// What changed, by its keys in the spec, such as `operations.cancelOrder.parameters.orderId.maxLength`.
    ///
    /// Entries of lists are named by what they say and not by their index, so that a subject survives insertions.
    package var subject: String
    /// What may become of orders; `nil` where the change leaves them what they were, or is worth knowing only.
    package var risk: Risk?
    /// What changed and what that does to the caller; lower case, no full stop, one line.
    package var message: String
    /// What the old version says; `nil` for a venue it does not have.
    package var old: Side?
    /// What the new version says; `nil` for a venue it does not have.
    package var new: Side?
    /// The generated Swift declarations it touches, such as `Meridian.CancelOrder.Input.orderID`.
    package var symbols: [String]
    /// The rows of the outcome table it touches, each as `EVIDENCE → OUTCOME`, and recorded replies that are judged
    /// differently for it.
    package var outcomes: [String]
    /// Twelve hex digits that name the change wherever its lines stand: a hash of rule, venue, subject and both texts.
    package var fingerprint: String

    /// The finding in one sentence that begins with what may become of an order; lower case, no full stop, one line.
    package var headline: String { risk.map { "\($0.text): \(message)" } ?? message }
}

package struct DiffRuleDescription: Sendable, Hashable {
    package let id: String
    package let category: Finding.Category
    /// The levels its findings can have, most severe first.
    package let levels: [Finding.Level]
    /// One line that says what it reports; lower case, no full stop.
    package let summary: String
    /// Why it matters to the caller, when it has which level, and what to do.
    package let explanation: String
    /// A piece of YAML before the change.
    package let before: String
    /// The same piece after it.
    package let after: String
}

/// How two versions of a set of specs differ: the venues that changed, by name.
package struct SpecSetDifference: Sendable, Hashable {
    /// The venues that were added, removed, renamed or changed, sorted by name.
    package var venues: [VenueDifference]
    /// How many venues are byte for byte the same.
    package var unchangedCount: Int

    /// All findings: by venue, errors first.
    package var findings: [Finding] { venues.flatMap(\.findings) }
}

package struct VenueDifference: Sendable, Hashable {
    /// The venue's name in the new version, or in the old one if it is gone.
    package var name: String
    /// The venue as it was; `nil` if it is new.
    package var old: Venue?
    /// The venue as it is; `nil` if it is gone.
    package var new: Venue?
    /// What changed: errors first, then in the order of the spec.
    package var findings: [Finding]
}
