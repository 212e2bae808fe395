/// Placeholder
enum VenueRuntimePlaceholder {}
