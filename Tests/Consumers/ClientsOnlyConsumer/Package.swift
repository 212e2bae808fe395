// swift-tools-version: 6.2

import PackageDescription

// A package of a user who takes the committed clients and has neither specs nor any library of the system's.
let package = Package(
    name: "ClientsOnlyConsumer",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "venuegen", path: "../../..")],
    targets: [
        .executableTarget(
            name: "ClientsOnlyConsumer",
            dependencies: [
                .product(name: "VenueClients", package: "venuegen"),
                .product(name: "VenueRuntime", package: "venuegen"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
            ]
        )
    ]
)
