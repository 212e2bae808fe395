// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "venuegen",
    platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
    products: [
        .library(name: "VenueRuntime", targets: ["VenueRuntime"]),
        .library(name: "VenueClients", targets: ["VenueClients"]),
        .library(name: "CurlTransport", targets: ["CurlTransport"]),
        .library(name: "URLSessionTransport", targets: ["URLSessionTransport"]),
        .library(name: "VenueSigning", targets: ["VenueSigning"]),
        .library(name: "WebSocketTransport", targets: ["WebSocketTransport"]),
        .plugin(name: "GenerateVenueClients", targets: ["GenerateVenueClients"]),
        .plugin(name: "GenerateVenueClientsCommand", targets: ["GenerateVenueClientsCommand"]),
        .executable(name: "venuegen", targets: ["venuegen"]),
        .executable(name: "venue-simulator", targets: ["venue-simulator"]),
        .executable(name: "cancel-order", targets: ["cancel-order"]),
        .library(name: "VenueSimulator", targets: ["VenueSimulator"]),
    ],
    targets: [
        // On both sides: the one reading of regular expressions, and the platform's C library.
        .target(name: "TextPatterns"),
        .target(name: "CLibrary"),

        // Build time: from YAML text to Swift text. Never linked into a client.
        .target(name: "SourceText"),
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
        ),
        .target(name: "YAMLDocument", dependencies: ["SourceText", "CLibYAML"]),
        .target(name: "VenueSpec", dependencies: ["SourceText", "TextPatterns", "YAMLDocument"]),
        // For whoever keeps specs true and tidy: the texts of the rules, the schema for editors, the layout, and what pages
        // say. What generates has no need of it.
        .target(name: "SpecMaintenance", dependencies: ["SourceText", "VenueSpec", "YAMLDocument"]),
        .target(name: "SwiftSource"),
        .target(name: "VenueCodegen", dependencies: ["SourceText", "SwiftSource", "VenueSpec"]),
        .target(
            name: "SpecDiff", dependencies: ["SourceText", "SwiftSource", "VenueSpec", "YAMLDocument"]
        ),
        .target(name: "CommandArguments", dependencies: ["CLibrary", "SourceText"]),
        .target(
            name: "ClientGeneration",
            dependencies: ["CLibrary", "CommandArguments", "SourceText", "VenueCodegen", "VenueSpec"]
        ),
        .executableTarget(
            name: "venuegen",
            dependencies: [
                "CLibrary", "ClientGeneration", "CommandArguments", "SourceText", "SpecDiff", "SpecMaintenance",
                "VenueCodegen", "VenueSpec",
            ]
        ),
        .executableTarget(name: "venue-client-generator", dependencies: ["ClientGeneration"]),

        // Run time: never links the generator.
        .target(name: "VenueRuntime", dependencies: ["CLibrary", "TextPatterns"]),
        .target(name: "VenueClients", dependencies: ["VenueRuntime"], path: "Generated/VenueClients"),

        // What carries requests; clients that bring their own need none.
        .systemLibrary(
            name: "CLibCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]
        ),
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),
        .target(name: "CSocketEvents"),
        .target(name: "SystemThreads", dependencies: ["CLibrary"]),
        .target(
            name: "CurlTransport",
            dependencies: ["CLibCurl", "CLibrary", "CSocketEvents", "CZlib", "SystemThreads", "VenueRuntime"]
        ),
        .target(name: "URLSessionTransport", dependencies: ["VenueRuntime"]),

        // What opens sockets; clients that use HTTP alone need none.
        .systemLibrary(
            name: "CLibWebSockets",
            pkgConfig: "libwebsockets",
            providers: [.apt(["libwebsockets-dev"]), .brew(["libwebsockets"])]
        ),
        .target(
            name: "WebSocketTransport",
            dependencies: ["CLibWebSockets", "CLibrary", "SystemThreads", "VenueRuntime"]
        ),

        // What signs requests; clients of venues that want no signature need none.
        .systemLibrary(
            name: "CLibCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]
        ),
        .target(
            name: "VenueSigning",
            dependencies: [.target(name: "CLibCrypto", condition: .when(platforms: [.linux])), "VenueRuntime"]
        ),

        // Files of secrets, for the commands that are given keys. What generates reads none.
        .target(name: "PrivateFiles", dependencies: ["SourceText"]),
        .executableTarget(
            name: "cancel-order",
            dependencies: [
                "CommandArguments", "CurlTransport", "PrivateFiles", "SourceText", "VenueClients", "VenueRuntime",
                "VenueSigning",
            ]
        ),

        // Plugins: find specs, name outputs, nothing else.
        .plugin(
            name: "GenerateVenueClients",
            capability: .buildTool(),
            dependencies: ["venue-client-generator"],
            path: "Sources/GenerateVenueClientsPlugin"
        ),
        .plugin(
            name: "GenerateVenueClientsCommand",
            capability: .command(
                intent: .custom(
                    verb: "generate-venue-clients",
                    description: "Generate the committed venue clients from their specs, or check them with --check."
                ),
                permissions: [.writeToPackageDirectory(reason: "Writes the generated clients you commit.")]
            ),
            dependencies: ["venue-client-generator"],
            path: "Sources/GenerateVenueClientsCommand"
        ),

        // Both sides: the examples of specs run through compiled clients. For tests and the demo.
        .target(name: "CompiledExamples", dependencies: ["VenueRuntime", "VenueSpec"]),
        .executableTarget(
            name: "demo",
            dependencies: [
                "CommandArguments", "CompiledExamples", "CurlTransport", "SourceText", "VenueClients", "VenueCodegen",
                "VenueRuntime", "VenueSimulator", "VenueSpec",
            ]
        ),

        // A venue made from its spec, in process and on loopback; it sees both sides, never the generator.
        .systemLibrary(
            name: "CMicroHTTPD",
            pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"]), .brew(["libmicrohttpd"])]
        ),
        .target(
            name: "VenueSimulator",
            dependencies: ["CMicroHTTPD", "SourceText", "VenueRuntime", "VenueSpec"]
        ),
        .executableTarget(
            name: "venue-simulator",
            dependencies: [
                "CommandArguments", "PrivateFiles", "SourceText", "VenueRuntime", "VenueSigning", "VenueSimulator",
                "VenueSpec",
            ]
        ),

        // Measures; the C targets, which count allocations and drive libcurl and libwebsockets for comparison, are linked by
        // nothing else.
        .target(name: "CAllocationCount"),
        .target(name: "CNetworkReference", dependencies: ["CLibCurl"]),
        .target(name: "CSocketReference", dependencies: ["CLibWebSockets"]),
        .executableTarget(
            name: "benchmark",
            dependencies: [
                "CAllocationCount", "CNetworkReference", "CSocketReference", "CommandArguments", "CurlTransport",
                "SourceText", "URLSessionTransport", "VenueClients", "VenueRuntime", "VenueSigning", "VenueSpec",
                "WebSocketTransport",
            ]
        ),

        // Tests. The clients of fixtures and golden ones are committed, so that a change of the generator shows as a
        // difference of code that compiles. The plugins are tried by the packages in `Tests/Consumers` alone: where a target
        // of this one uses a plugin, SwiftPM builds the plugin's tool before whatever product is asked for.
        .target(
            name: "FixtureClients", dependencies: ["VenueRuntime"], path: "Tests/FixtureClients", exclude: ["Specs"]
        ),
        .target(
            name: "GoldenClients",
            dependencies: ["VenueRuntime"],
            path: "Tests/GoldenClients",
            exclude: ["bare.venue.yaml", "everything.venue.yaml", "shared.venue.yaml"]
        ),
        .testTarget(name: "GoldenClientTests", dependencies: ["GoldenClients", "TestScheduling", "VenueRuntime"]),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestScheduling"]),
        // Compiles the samples of README and of the catalogs, and finds each of them in those files.
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "CurlTransport", "FixtureClients", "TestScheduling", "VenueClients", "VenueRuntime", "VenueSigning",
                "WebSocketTransport",
            ]
        ),
        .testTarget(name: "TextPatternsTests", dependencies: ["TestScheduling", "TextPatterns"]),
        .testTarget(name: "SourceTextTests", dependencies: ["SourceText", "TestScheduling"]),
        .testTarget(name: "YAMLDocumentTests", dependencies: ["SourceText", "TestScheduling", "YAMLDocument"]),
        .testTarget(
            name: "VenueSpecTests",
            dependencies: ["SourceText", "SpecMaintenance", "TestScheduling", "VenueSpec", "YAMLDocument"],
            exclude: ["FailCases", "PassCases"]
        ),
        .testTarget(name: "SwiftSourceTests", dependencies: ["SwiftSource", "TestScheduling"]),
        .testTarget(
            name: "SpecDiffTests",
            dependencies: [
                "SourceText", "SpecDiff", "SwiftSource", "TestScheduling", "VenueCodegen", "VenueRuntime", "VenueSpec",
                "YAMLDocument",
            ],
            exclude: ["Cases", "Reports/Golden", "Reports/Specs"]
        ),
        .testTarget(
            name: "VenueCodegenTests",
            dependencies: ["SourceText", "SwiftSource", "TestScheduling", "VenueCodegen", "VenueSpec", "YAMLDocument"]
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: ["ClientGeneration", "SourceText", "TestScheduling", "VenueCodegen", "VenueSpec"],
            exclude: ["FailCases"]
        ),
        .target(name: "LoopbackServer", dependencies: ["CLibrary"], path: "Tests/LoopbackServer"),
        // Lets tests that need much of the machine take turns.
        .target(name: "TestScheduling", path: "Tests/TestScheduling"),
        .testTarget(name: "TestSchedulingTests", dependencies: ["TestScheduling"]),
        .testTarget(
            name: "CurlTransportTests",
            dependencies: ["CurlTransport", "LoopbackServer", "TestScheduling", "VenueRuntime"],
            exclude: ["TLS/records.py"]
        ),
        .testTarget(
            name: "URLSessionTransportTests",
            dependencies: ["LoopbackServer", "TestScheduling", "URLSessionTransport", "VenueRuntime"]
        ),
        .testTarget(
            name: "WebSocketTransportTests",
            dependencies: ["TestScheduling", "VenueRuntime", "WebSocketTransport"],
            exclude: ["socket_server.py"]
        ),
        .testTarget(name: "VenueRuntimeTests", dependencies: ["FixtureClients", "TestScheduling", "VenueRuntime"]),
        .testTarget(
            name: "VenueSigningTests",
            dependencies: ["CurlTransport", "FixtureClients", "TestScheduling", "VenueRuntime", "VenueSigning"],
            exclude: ["verifying_server.py"]
        ),
        .testTarget(
            name: "VenueSimulatorTests",
            dependencies: [
                "CurlTransport", "FixtureClients", "SourceText", "TestScheduling", "VenueClients", "VenueRuntime",
                "VenueSigning", "VenueSimulator", "VenueSpec", "venue-simulator",
            ]
        ),
        .testTarget(
            name: "CancelOrderTests",
            dependencies: [
                "CommandArguments", "LoopbackServer", "SourceText", "TestScheduling", "VenueSigning", "VenueSimulator",
                "VenueSpec", "cancel-order",
            ]
        ),
        .testTarget(
            name: "CompiledExamplesTests",
            dependencies: [
                "CompiledExamples", "FixtureClients", "SourceText", "TestScheduling", "VenueClients", "VenueRuntime",
                "VenueSigning", "VenueSpec",
            ]
        ),
        .testTarget(
            name: "GeneratedCodeTests",
            dependencies: [
                "CurlTransport", "FixtureClients", "SourceText", "TestScheduling", "VenueClients", "VenueCodegen",
                "VenueRuntime", "VenueSpec",
            ]
        ),
    ]
)

for target in package.targets where ![.plugin, .system].contains(target.type) {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
}
