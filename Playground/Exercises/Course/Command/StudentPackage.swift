// SPDX-License-Identifier: Apache-2.0

/// A package for students: the pages, the stubs and a command to check them, without solutions.
struct StudentPackage {
  let names: [String]
  let course: CourseFolder
  /// Where it finds this package: a path, or `URL@VERSION`; `nil` for the path of this one.
  let dependency: String?

  /// Writes the package.
  ///
  /// - Returns: The number of files.
  /// - Throws: `CourseError` when an answer is there already, so that no student's work is lost.
  func write(to folder: String) throws -> Int {
    let files = try files()
    for file in files.keys where file.hasPrefix("Answers/") {
      if (try? CourseFolder(at: folder).text(file)) != nil {
        throw CourseError("'\(folder)/\(file)' exists; export into a new folder")
      }
    }
    for (file, text) in files.sorted(by: { $0.key < $1.key }) {
      try writeFile(text, to: "\(folder)/\(file)")
    }
    return files.count
  }

  /// The files by their paths.
  func files() throws -> [String: String] {
    var files = [
      "Package.swift": manifest, "README.md": readMe, ".gitignore": ".build/\n*.swift.old\n",
      "Command/main.swift": main, "Answers/Answers.swift": try course.text("Answers/Answers.swift"),
    ]
    for name in names {
      let stub = try course.stub(name)
      files["Answers/\(name).swift"] = stub
      files["Stubs/\(name).swift.txt"] = stub
      files["Pages/\(name).md"] = try course.page(name)
    }
    for figure in course.files(in: "Pages/figures") {
      files["Pages/figures/\(figure)"] = try course.text("Pages/figures/\(figure)")
    }
    return files
  }

  private var place: String {
    guard let dependency else { return "path: \"\(course.packagePath)\"" }
    let parts = dependency.split(separator: "@")
    guard let version = parts.last, parts.count > 1, version.first?.isNumber == true else {
      return "path: \"\(dependency)\""
    }
    return "url: \"\(dependency.dropLast(version.count + 1))\", from: \"\(version)\""
  }

  /// How SwiftPM names the dependency: by the last part of its path or address.
  private var identity: String {
    let location = place.split(separator: "\"")[1]
    let last = location.split(separator: "/").last ?? "wengert"
    return String(last.hasSuffix(".git") ? last.dropLast(4) : last)
  }

  /// The targets' names are not among those of this package: no two of a build may be alike.
  private var manifest: String {
    """
    // swift-tools-version: 6.2
    import PackageDescription

    let course = Target.Dependency.product(name: "Course", package: "\(identity)")
    let wengert = Target.Dependency.product(name: "Wengert", package: "\(identity)")

    let package = Package(
      name: "exercises",
      platforms: [.macOS(.v26)],
      dependencies: [.package(\(place))],
      targets: [
        .target(name: "StudentAnswers", dependencies: [course, wengert], path: "Answers"),
        .executableTarget(name: "exercises", dependencies: ["StudentAnswers", course], path: "Command"),
      ]
    )

    """
  }

  private var main: String {
    """
    import Course
    import StudentAnswers

    runCourse(Array(CommandLine.arguments.dropFirst()), answers: Answers.all)

    """
  }

  private var readMe: String {
    """
    # Exercises

    From the chain rule to a Levenberg-Marquardt step, in \(names.count) small functions. You need Swift 6.2 and OpenBLAS
    (`apt-get install libopenblas-dev pkg-config`, `brew install openblas pkgconf`).

    ```sh
    swift run exercises list       # what there is
    swift run exercises show 1     # what to do and why
    swift run exercises check 1    # is it right, and if not, why not
    swift run exercises hint 1     # a hint
    swift run exercises check all  # your points
    ```

    Each exercise is one function with a hole, in `Answers`. The hole throws `notYet`; write your code in its place.
    `Pages` has the same texts as `show`, with figures. `swift run exercises reset 1` begins an exercise again.

    """
  }
}
