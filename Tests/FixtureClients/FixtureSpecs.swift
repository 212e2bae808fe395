/// The specs this target's clients are made from, for tests that read them too.
public enum FixtureSpecs {
    /// The folder of the specs, absolute.
    public static let folder = String(#filePath.dropLast("FixtureSpecs.swift".utf8.count)) + "Specs"
}
