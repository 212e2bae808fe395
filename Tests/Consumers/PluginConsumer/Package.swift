// swift-tools-version: 6.2

import PackageDescription

// A package of a user who keeps a spec in the target that uses its client.
let package = Package(
    name: "PluginConsumer",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "venuegen", path: "../../..")],
    targets: [
        .executableTarget(
            name: "PluginConsumer",
            dependencies: [.product(name: "VenueRuntime", package: "venuegen")],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
            ],
            plugins: [.plugin(name: "GenerateVenueClients", package: "venuegen")]
        )
    ]
)
