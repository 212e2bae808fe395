enum VenueClientsPlaceholder {}
