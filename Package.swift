// swift-tools-version: 6.0
import PackageDescription

/// What is tested is built for release, see script/test; the tests themselves would take minutes more that way.
let unoptimized: [SwiftSetting] = [.unsafeFlags(["-Onone"])]

let package = Package(
    name: "fruits-workbench",
    products: [
        .executable(name: "workbench", targets: ["Workbench"]),
        .library(name: "Engine", targets: ["Engine"]),
        .library(name: "Plot", targets: ["Plot"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
    ],
    targets: [
        // C libraries of the system: a module map and, where macros or variadics need it, a shim.
        .systemLibrary(
            name: "CNcurses", path: "Sources/C/CNcurses", providers: [.apt(["libncursesw5-dev"])]),
        .systemLibrary(
            name: "CTurboJPEG", path: "Sources/C/CTurboJPEG", pkgConfig: "libturbojpeg",
            providers: [.apt(["libturbojpeg0-dev"])]),
        .systemLibrary(name: "COneDNN", path: "Sources/C/COneDNN", providers: [.apt(["libdnnl-dev"])]),
        .systemLibrary(name: "CHDF5", path: "Sources/C/CHDF5", providers: [.apt(["libhdf5-dev"])]),
        .systemLibrary(
            name: "COpenBLAS", path: "Sources/C/COpenBLAS", pkgConfig: "openblas",
            providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
        .systemLibrary(
            name: "CCrypto", path: "Sources/C/CCrypto", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CCurl", path: "Sources/C/CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCairo", path: "Sources/C/CCairo", providers: [.apt(["libcairo2-dev"])]),
        .systemLibrary(name: "CProcess", path: "Sources/C/CProcess"),

        .target(name: "Plot"),
        .target(
            name: "Engine",
            dependencies: [
                "CTurboJPEG", "COneDNN", "COpenBLAS", "CHDF5", "CCrypto", "CCurl", "CProcess",
            ]),
        .executableTarget(
            name: "Workbench",
            dependencies: [
                "Engine", "Plot", "CNcurses", "CCairo",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "PlotTests", dependencies: ["Plot", "TestSupport"], swiftSettings: unoptimized),
        // Servers for the tests of both: a real one, one of ours, and a proxy that fails on purpose.
        .target(name: "StoreFixtures", path: "Tests/StoreFixtures"),
        .testTarget(
            name: "EngineTests", dependencies: ["Engine", "StoreFixtures", "TestSupport"],
            resources: [.copy("Golden")], swiftSettings: unoptimized),
        .testTarget(
            name: "WorkbenchTests",
            dependencies: ["Workbench", "Engine", "Plot", "CCairo", "StoreFixtures", "TestSupport"],
            exclude: ["Golden"], swiftSettings: unoptimized),
    ],
    swiftLanguageModes: [.v6]
)
