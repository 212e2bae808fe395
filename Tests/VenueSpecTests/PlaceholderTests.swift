import Testing

@Test func placeholderVenueSpec() {}
