/// The JSON Schema (draft-07) of the spec language.
public enum LanguageSchema {
    /// The schema as indented JSON with a final line break.
    public static func json() -> String { "{}\n" }
}
