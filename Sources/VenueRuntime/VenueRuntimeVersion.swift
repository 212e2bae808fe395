/// The generations of the contract between generated clients and this runtime.
///
/// A generated file holds one line that names the generation it was written for:
///
///     // A compile error here: this file was generated for another version of VenueRuntime. Generate it again.
///     private typealias RuntimeVersion = VenueRuntimeVersion.V2
///
/// A release that breaks old generated code removes the old name, so the first error a reader meets is that line.
public enum VenueRuntimeVersion {
    /// The second generation: operations have servers of their own and are sent by ``VenueClient``.
    public enum V2 {}
}
