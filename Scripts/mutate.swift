// SPDX-License-Identifier: Apache-2.0
// Applies small faults to the sources, one at a time, and asks the tests whether they notice:
//
//   swift Scripts/mutate.swift [--count N] [--seed S] [--minutes T] [--module NAME] [--own]
//
// Works in a copy of the last commit in `.build-mutants`. A fault is killed when the module's tests fail, trap, or take too
// long; one that survives is tried against all tests, unless `--own` asks for the module's alone. Prints each survivor with
// its line, and at the end the share of faults that were killed. Code that only prints is left out. Each fault costs a build
// and a run of tests: about a minute.
import Foundation

/// A fault: a piece of text in place of another.
struct Mutation {
  let from: String
  let to: String
  /// What may not follow, as it makes another piece of text.
  var unless = ""
}

let mutations = [
  Mutation(from: " < ", to: " <= "), Mutation(from: " <= ", to: " < "), Mutation(from: " > ", to: " >= "),
  Mutation(from: " >= ", to: " > "), Mutation(from: " == ", to: " != "), Mutation(from: " != ", to: " == "),
  Mutation(from: " + ", to: " - "), Mutation(from: " - ", to: " + "), Mutation(from: " * ", to: " / "),
  Mutation(from: " / ", to: " * "), Mutation(from: " && ", to: " || "), Mutation(from: " || ", to: " && "),
  Mutation(from: " += ", to: " -= "), Mutation(from: "min(", to: "max("), Mutation(from: "max(", to: "min("),
  Mutation(from: " true", to: " false"), Mutation(from: " false", to: " true"),
  Mutation(from: " 0..<", to: " 1..<"), Mutation(from: "..<", to: "..."),
  Mutation(from: " 0", to: " 1", unless: ".xe123456789"),
  Mutation(from: " 1", to: " 2", unless: ".e0123456789"),
  Mutation(from: " 2", to: " 3", unless: ".e0123456789"), Mutation(from: " !", to: " ", unless: "="),
  Mutation(from: "(-", to: "("), Mutation(from: " -", to: " ", unless: " >="),
]

/// Modules with the pieces of paths that only print.
let modules = ["Tensors", "Autodiff", "Gradcheck", "Optimization", "Models", "Formulas"]
let printing = ["Printing", "Description", "Summary", "Error.swift", "Notation", "Formula.swift"]

/// SplitMix64.
struct Draws: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

func option(_ name: String) -> String? {
  let words = CommandLine.arguments
  return words.firstIndex(of: "--\(name)").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
}

/// Runs a command in the copy, quietly; `nil` when it takes longer than it may.
func run(_ words: [String], seconds: Double) -> Int32? {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["timeout", "-k", "5", "\(Int(seconds))"] + words
  process.currentDirectoryURL = copy
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return -1 }
  process.waitUntilExit()
  return process.terminationStatus == 124 ? nil : process.terminationStatus
}

let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
let copy = root.appending(path: ".build-mutants")
let count = option("count").flatMap { Int($0) } ?? 300
let deadline = option("minutes").flatMap { Double($0) }.map { Date(timeIntervalSinceNow: 60 * $0) }
var draws = Draws(state: option("seed").flatMap { UInt64($0) } ?? 1)
let chosen = option("module").map { [$0] } ?? modules

if !FileManager.default.fileExists(atPath: copy.path(percentEncoded: false)) {
  let clone = Process()
  clone.executableURL = URL(filePath: "/usr/bin/env")
  clone.arguments = [
    "git", "clone", "-q", root.path(percentEncoded: false), copy.path(percentEncoded: false),
  ]
  try clone.run()
  clone.waitUntilExit()
}
guard run(["git", "pull", "-q"], seconds: 60) == 0, run(["git", "checkout", "-q", "."], seconds: 60) == 0,
  run(["swift", "build", "--build-tests"], seconds: 3600) == 0
else { fatalError("the copy in \(copy.path(percentEncoded: false)) does not build") }

/// A place in a file where a fault can be put.
struct Site {
  let module: String
  let file: URL
  let line: Int
  let text: String
  let mutated: String
}

/// The code of a line: without its comment, and not inside of a text.
func code(_ line: String) -> Substring? {
  let trimmed = line.drop { $0 == " " }
  if trimmed.isEmpty || trimmed.hasPrefix("//") || trimmed.hasPrefix("import") || trimmed.hasPrefix("@")
    || line.contains("\"") || line.contains("fatalError") || line.contains("static let")
    || line.contains("case ")
  {
    return nil
  }
  return line.range(of: "//").map { line[..<$0.lowerBound] } ?? line[...]
}

func sites(_ module: String) throws -> [Site] {
  let folder = copy.appending(path: "Sources/\(module)")
  let names = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))?.compactMap {
    $0 as? String
  }
  return try (names ?? []).filter { name in
    name.hasSuffix(".swift") && !printing.contains { name.contains($0) }
  }
  .sorted().flatMap { name in
    let file = folder.appending(path: name)
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    return lines.enumerated().flatMap { number, line -> [Site] in
      guard let code = code(line) else { return [] }
      return mutations.flatMap { mutation in
        code.ranges(of: mutation.from).filter { range in
          range.upperBound == code.endIndex || !mutation.unless.contains(code[range.upperBound])
        }.map { range in
          Site(
            module: module, file: file, line: number, text: line,
            mutated: line.replacingCharacters(in: range, with: mutation.to))
        }
      }
    }
  }
}

setvbuf(stdout, nil, _IOLBF, 0)
var pool = try chosen.flatMap { try sites($0) }
pool.shuffle(using: &draws)
print("\(pool.count) places for faults in \(chosen.joined(separator: ", "))")

var (killed, survived, stillborn) = (0, 0, 0)
for site in pool {
  if killed + survived >= count { break }
  if let deadline, Date() > deadline { break }
  let original = try String(contentsOf: site.file, encoding: .utf8)
  var lines = original.components(separatedBy: "\n")
  lines[site.line] = site.mutated
  try lines.joined(separator: "\n").write(to: site.file, atomically: true, encoding: .utf8)
  defer { try? original.write(to: site.file, atomically: true, encoding: .utf8) }
  guard run(["swift", "build", "--build-tests"], seconds: 1200) == 0 else {
    stillborn += 1
    continue
  }
  let tests = ["swift", "test", "--skip-build"]
  let isNoticed =
    run(tests + ["--filter", "\(site.module)Tests"], seconds: 300) != 0
    || !CommandLine.arguments.contains("--own") && run(tests, seconds: 1200) != 0
  if isNoticed { killed += 1 } else { survived += 1 }
  if !isNoticed {
    let name = site.file.path(percentEncoded: false).components(separatedBy: ".build-mutants/").last ?? ""
    print("survived: \(name):\(site.line + 1)\n  - \(site.text)\n  + \(site.mutated)")
  }
}
let tried = killed + survived
print(
  "\(killed) of \(tried) faults killed (\(tried == 0 ? 0 : 100 * killed / tried) %), "
    + "\(stillborn) more did not compile")
