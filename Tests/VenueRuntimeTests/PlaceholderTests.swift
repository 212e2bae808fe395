import Testing

@Test func placeholderVenueRuntime() {}
