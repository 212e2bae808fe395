import Venues

/// Compiles only if the client of the other target was generated, for others to use.
let quayOrder: Quay.CancelOrder.Input = .init(account: "desk 7", orderID: "A-1")
