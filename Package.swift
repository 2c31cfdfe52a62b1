// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"]
  .map { .enableUpcomingFeature($0) }

/// A module of the library. A dependency points only at modules listed above it.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of a module, named after it.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
    swiftSettings: strict)
}

let package = Package(
  name: "wengert",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "Wengert", targets: ["Wengert"]),
    .executable(name: "gradcheck", targets: ["GradcheckCommand"]),
    .executable(name: "playground", targets: ["playground"]),
    .library(name: "Course", targets: ["Course"]),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .target(name: "CKernels"),
    module("Tensors", ["COpenBLAS", "CKernels"]),
    module("Autodiff", ["Tensors"]),
    module("Gradcheck", ["Autodiff", "Tensors"]),
    module("Optimization", ["Tensors"]),
    module("Models", ["Autodiff", "Gradcheck", "Optimization", "Tensors"]),
    module("Formulas", ["Autodiff", "Tensors"]),
    module("Explanation", ["Autodiff", "Formulas", "Tensors"]),
    module("Wengert", ["Autodiff", "Explanation", "Gradcheck", "Models", "Optimization", "Tensors"]),
    .executableTarget(
      name: "GradcheckCommand", dependencies: ["Formulas", "PlaygroundModels", "Wengert"],
      swiftSettings: strict),
    .target(
      name: "PlaygroundModels", dependencies: ["Wengert"], path: "Playground/Models", swiftSettings: strict),
    .target(
      name: "PlaygroundProblems", dependencies: ["Wengert"], path: "Playground/Problems",
      swiftSettings: strict),
    .target(
      name: "PlaygroundCommandLine", dependencies: ["Wengert"], path: "Playground/CommandLine",
      swiftSettings: strict),
    .target(
      name: "Course", dependencies: ["PlaygroundCommandLine", "Wengert"], path: "Playground/Exercises/Course",
      swiftSettings: strict),
    .target(
      name: "CourseAnswers", dependencies: ["Course", "Wengert"], path: "Playground/Exercises/Answers",
      swiftSettings: strict),
    .target(
      name: "CourseFigures", dependencies: ["Wengert"], path: "Playground/Exercises/Figures",
      swiftSettings: strict),
    .target(
      name: "CourseTeacher", dependencies: ["Course", "Wengert"], path: "Playground/Exercises/Teacher",
      swiftSettings: strict),
    .target(name: "CMemory", path: "Playground/CMemory"),
    .target(name: "CByHand", dependencies: ["CKernels"], path: "Playground/CByHand"),
    .executableTarget(
      name: "playground",
      dependencies: [
        "CMemory", "CByHand", "CKernels", "Course", "CourseAnswers", "CourseFigures", "CourseTeacher",
        "Formulas", "PlaygroundCommandLine", "PlaygroundModels", "PlaygroundProblems", "Wengert",
      ],
      path: "Playground",
      exclude: [
        "Benchmarks/peers", "CMemory", "CByHand", "CommandLine", "Exercises", "Models", "Problems",
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Wengert"], path: "Tests/TestSupport",
      swiftSettings: strict),
    tests("Tensors", []),
    tests("Autodiff", ["Tensors", "Gradcheck"]),
    tests("Gradcheck", ["Autodiff", "Tensors"]),
    tests("Optimization", ["Autodiff", "Models", "PlaygroundProblems", "Tensors"]),
    tests("Models", ["Autodiff", "Optimization", "Tensors", "Gradcheck"]),
    tests("Explanation", ["Autodiff", "Formulas", "Tensors"]),
    tests("Formulas", ["Autodiff", "Tensors"]),
    tests("Wengert", []),
    tests("GradcheckCommand", ["Gradcheck"]),
    .testTarget(name: "ProjectTests", dependencies: ["TestSupport", "Wengert"], swiftSettings: strict),
    .testTarget(
      name: "CourseTests",
      dependencies: ["Course", "CourseAnswers", "CourseFigures", "CourseTeacher", "playground"],
      swiftSettings: strict),
    .testTarget(
      name: "PlaygroundTests", dependencies: ["playground", "TestSupport", "Wengert"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
