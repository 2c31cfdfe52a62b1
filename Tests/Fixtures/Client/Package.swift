// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let package = Package(
  name: "client",
  dependencies: [
    .package(path: "../wengert")
  ],
  targets: [
    .target(name: "Client", dependencies: [.product(name: "Wengert", package: "wengert")]),
    .testTarget(name: "ClientTests", dependencies: ["Client"]),
  ]
)
