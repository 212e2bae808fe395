/// One kind of change.
protocol DiffRule: SendableMetatype {
    /// Its documentation.
    static var rule: DiffRuleDescription { get }

    /// Reports the changes of its kind.
    static func check(_ change: VenueChange, _ report: inout DiffReport)
}
