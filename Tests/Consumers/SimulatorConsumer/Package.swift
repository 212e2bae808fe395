// swift-tools-version: 6.2

import PackageDescription

// A package of a user who tests what he builds on the committed clients against a venue simulated from its spec.
let package = Package(
    name: "SimulatorConsumer",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "venuegen", path: "../../..")],
    targets: [
        .executableTarget(
            name: "SimulatorConsumer",
            dependencies: [
                .product(name: "VenueClients", package: "venuegen"),
                .product(name: "VenueRuntime", package: "venuegen"),
                .product(name: "VenueSimulator", package: "venuegen"),
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
