// SPDX-License-Identifier: Apache-2.0
// Puts small faults into the sources and asks the tests whether they notice:
//
//   swift Scripts/mutate.swift [--count N] [--seed S] [--minutes T] [--module NAME] [--own] [--only N,M]
//
// All faults stand in one build, each beside the code it replaces, and `WENGERT_FAULT=N` turns on the Nth: so a fault costs a
// run of tests that ends with the first failure, and no build. Works in a copy of the last commit in `.build-mutants`. A fault
// is killed when the tests of its module fail, trap, or take too long; one that survives is tried against all others, unless
// `--own` asks for the module's alone. `--only` tries some faults of a run again. Prints each survivor with its line, and at the end the share of faults that were
// killed, by module. Code that only prints is left out.
import Foundation

// MARK: Faults

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
  Mutation(from: "min(", to: "max("), Mutation(from: "max(", to: "min("),
  Mutation(from: " true", to: " false"), Mutation(from: " false", to: " true"),
  Mutation(from: " 0..<", to: " 1..<"), Mutation(from: "..<", to: "..."),
  Mutation(from: " 0", to: " 1", unless: ".xe_0123456789"),
  Mutation(from: " 1", to: " 2", unless: ".e_0123456789"),
  Mutation(from: " 2", to: " 3", unless: ".e_0123456789"), Mutation(from: " !", to: " ", unless: "="),
  Mutation(from: "(-", to: "("), Mutation(from: " -", to: " ", unless: " >="),
]

/// Modules, the tests that read the sources and not what they do, and the pieces of paths that only print.
let modules = ["Tensors", "Autodiff", "Gradcheck", "Optimization", "Models", "Formulas"]
let skipped = ["--skip", "ProjectTests"]
let printing = ["Printing", "Description", "Summary", "Error.swift", "Notation", "Formula.swift", "Terminal.swift"]

/// A place in a file where a fault can be put.
struct Site {
  let module: String
  let file: String
  let line: Int
  /// The whole expression around the fault, as it is and with the fault.
  let expression: Range<String.Index>
  let text: String
  let mutated: String

  var name: String { "\(file):\(line + 1)" }
}

/// The code of a line: without its comment. `nil` for lines with texts, and for what must be known when compiling.
func code(_ line: String) -> Substring? {
  let trimmed = line.drop { $0 == " " }
  let isLeftOut =
    trimmed.isEmpty || ["//", "import", "@", "#", "case "].contains { trimmed.hasPrefix($0) }
    || ["\"", "fatalError", "static let", " case ", "precondition"].contains { line.contains($0) }
  return isLeftOut ? nil : line.range(of: " //").map { line[..<$0.lowerBound] } ?? line[...]
}

/// The smallest piece of the line around a fault that is an expression by itself: what stands between brackets or commas, or
/// after a `=` or a keyword. `nil` when it goes on in another line.
func expression(around place: Range<String.Index>, in line: Substring, before: String, after: String)
  -> Range<String.Index>?
{
  let starts = [
    " = ", " += ", " -= ", " *= ", " /= ", "return ", " in ", "if ", "while ", "guard ", "where ", "switch ",
    "; ",
  ]
  let goesOn = ["+", "-", "*", "/", "&", "|", "<", ">", "=", "?", ":", ".", "??", ")", "]", ","]
  var depth = 0
  var start: String.Index?
  var isOpenStart = false
  var index = place.lowerBound
  while index > line.startIndex, start == nil {
    let before = line[..<index]
    if depth == 0, starts.contains(where: { before.hasSuffix($0) }) { start = index }
    index = line.index(before: index)
    switch line[index] {
    case ")", "]", "}": depth += 1
    case "(", "[", "{", ",":
      if depth == 0, start == nil { start = line.index(after: index) }
      if line[index] != "," { depth -= 1 }
    default: break
    }
  }
  if start == nil {
    // A body of a single line.
    guard before.hasSuffix("{"), after.drop(while: { $0 == " " }).hasPrefix("}") else { return nil }
    start = line.startIndex
    isOpenStart = true
  }
  guard var start, start <= place.lowerBound else { return nil }
  while start < place.lowerBound, line[start] == " " { start = line.index(after: start) }
  if let label = line[start...].prefixMatch(of: #/[A-Za-z_]\w*: /#),
    label.range.upperBound <= place.lowerBound
  {
    start = label.range.upperBound
  }

  let isStatement = ["if ", "for ", "while ", "guard ", "switch ", "} else if "].contains {
    line.drop { $0 == " " }.hasPrefix($0)
  }
  depth = 0
  var end = place.upperBound
  scan: while end < line.endIndex {
    switch line[end] {
    case "(", "[": depth += 1
    case "{":
      // The brace of a statement's body ends the expression; that of a closure belongs to it.
      if depth == 0, isStatement || line[end...].dropFirst().allSatisfy({ $0 == " " }) { break scan }
      depth += 1
    case ")", "]", "}":
      if depth == 0 { break scan }
      depth -= 1
    case ",", ";": if depth == 0 { break scan }
    default:
      let rest = line[end...]
      if depth == 0, rest.hasPrefix(" else {") || rest.hasPrefix(" else ") || rest.hasPrefix(" where ") {
        break scan
      }
    }
    end = line.index(after: end)
  }
  guard depth == 0 else { return nil }
  if end == line.endIndex {
    let next = after.drop { $0 == " " }
    if !isOpenStart, goesOn.contains(where: { next.hasPrefix($0) }) { return nil }
    if let last = line.last(where: { $0 != " " }), "+-*/&|<>=?:.,([".contains(last) { return nil }
  }
  while end > place.upperBound, line[line.index(before: end)] == " " { end = line.index(before: end) }
  guard !line[start..<end].hasPrefix("&"), !line[start..<end].contains(" in "),
    ["let ", "var ", "func ", "init(", "return "].allSatisfy({ !line[start..<end].contains($0) })
  else { return nil }
  return start..<end
}

/// The places in a module where faults can be put, and how many more are in expressions of several lines.
func sites(_ module: String) throws -> [Site] {
  try tracked.filter { file in
    file.hasPrefix("Sources/\(module)/") && file.hasSuffix(".swift")
      && !printing.contains { file.contains($0) }
  }
  .flatMap { file in
    let lines = try String(contentsOf: original.appending(path: file), encoding: .utf8)
      .components(separatedBy: "\n")
    return lines.enumerated().flatMap { number, line -> [Site] in
      guard let code = code(line) else { return [] }
      let (before, after) = (
        number > 0 ? lines[number - 1] : "", number + 1 < lines.count ? lines[number + 1] : ""
      )
      return mutations.flatMap { mutation in
        code.ranges(of: mutation.from).compactMap { range in
          if range.upperBound < code.endIndex, mutation.unless.contains(code[range.upperBound]) { return nil }
          // A space in front of the fault may stand outside of its expression.
          let inner = mutation.from.hasPrefix(" ") ? code.index(after: range.lowerBound) : range.lowerBound
          guard
            let whole = expression(
              around: inner..<range.upperBound, in: code, before: before, after: after)
          else { return nil }
          let to = mutation.from.hasPrefix(" ") ? String(mutation.to.dropFirst()) : mutation.to
          return Site(
            module: module, file: file, line: number, expression: whole, text: line,
            mutated: code[whole.lowerBound..<inner] + to + code[range.upperBound..<whole.upperBound])
        }
      }
    }
  }
}

// MARK: One build with all faults

/// Makes the copy that of the original with the faults, each behind the question whether it is on. What is as it was is left
/// alone, so that it is not built again.
func write(_ faults: [Int: Site]) throws {
  for folder in ["Sources", "Tests", "Playground"] {
    let paths = FileManager.default.subpaths(atPath: copy.appending(path: folder).path(percentEncoded: false))
    for path in (paths ?? []).map({ "\(folder)/\($0)" })
    where path.hasSuffix(".swift") && !path.hasSuffix("Fault.swift") && !tracked.contains(path) {
      try FileManager.default.removeItem(at: copy.appending(path: path))
    }
  }
  let byFile = Dictionary(grouping: faults, by: { $0.value.file })
  for path in tracked {
    var contents = try Data(contentsOf: original.appending(path: path))
    if let faults = byFile[path] {
      var lines = String(decoding: contents, as: UTF8.self).components(separatedBy: "\n")
      for (number, site) in faults {
        let whole = site.text[site.expression]
        lines[site.line] = site.text.replacingCharacters(
          in: site.expression, with: "(isFault(\(number)) ? (\(site.mutated)) : (\(whole)))")
      }
      contents = Data(lines.joined(separator: "\n").utf8)
    }
    try write(contents, to: path)
  }
  for module in modules {
    let source = """
      import Foundation

      private let fault = Int(ProcessInfo.processInfo.environment["WENGERT_FAULT"] ?? "") ?? -1

      @usableFromInline func isFault(_ number: Int) -> Bool { number == fault }

      """
    try write(Data(source.utf8), to: "Sources/\(module)/Fault.swift")
  }
}

func write(_ contents: Data, to path: String) throws {
  let place = copy.appending(path: path)
  if (try? Data(contentsOf: place)) == contents { return }
  try FileManager.default.createDirectory(
    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
  try contents.write(to: place, options: .atomic)
}

/// Builds, and returns the places of errors, "path:line"; none when it builds.
func errors(building words: [String]) throws -> Set<String> {
  var places: Set<String> = []
  func build() -> Int32? {
    run(["swift", "build"] + words, seconds: 3600) { line in
      if let error = line.firstMatch(of: #/(Sources/[^:]+:\d+):\d+: error/#) {
        places.insert(String(error.1))
      }
      return false
    }
  }
  if build() == 0 { return [] }
  if places.isEmpty {
    // Objects of tests may be older than what they use.
    for path in tracked where !path.hasPrefix("Sources/") && path.hasSuffix(".swift") {
      try FileManager.default.setAttributes(
        [.modificationDate: Date()], ofItemAtPath: copy.appending(path: path).path(percentEncoded: false))
    }
    guard build() != 0 else { return [] }
  }
  if places.isEmpty { fatalError("the copy in \(copy.path(percentEncoded: false)) does not build") }
  return places
}

// MARK: Running

/// Runs a command in the copy and shows its lines to `isEnough`, which may end it; `nil` when it takes longer than it may.
@discardableResult
func run(
  _ words: [String], fault: Int? = nil, seconds: Double, until isEnough: (Substring) -> Bool = { _ in false }
) -> Int32? {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["timeout", "-k", "5", "\(Int(seconds))"] + words
  process.currentDirectoryURL = copy
  var environment = ProcessInfo.processInfo.environment
  environment["WENGERT_FAULT"] = fault.map { "\($0)" }
  environment["SWIFT_BACKTRACE"] = "enable=no"
  process.environment = environment
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  guard (try? process.run()) != nil else { return -1 }
  var rest = ""
  var isEnded = false
  while !isEnded {
    let data = pipe.fileHandleForReading.availableData
    if data.isEmpty { break }
    rest += String(decoding: data, as: UTF8.self)
    let lines = rest.split(separator: "\n", omittingEmptySubsequences: false)
    isEnded = lines.dropLast().contains(where: isEnough)
    rest = String(lines.last ?? "")
  }
  if isEnded { process.terminate() }
  process.waitUntilExit()
  return process.terminationStatus == 124 ? nil : process.terminationStatus
}

/// Whether tests fail, trap, or take too long.
func isNoticed(_ fault: Int, by filter: [String], seconds: Double) -> Bool {
  let tests = ".build/release/wengertPackageTests.xctest"
  var hasFailed = false
  let status = run(
    [tests, "--testing-library", "swift-testing"] + filter, fault: fault, seconds: seconds
  ) { line in
    hasFailed = line.contains(" recorded an issue")
    return hasFailed
  }
  return hasFailed || status != 0
}

func option(_ name: String) -> String? {
  let words = CommandLine.arguments
  return words.firstIndex(of: "--\(name)").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
}

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

// MARK: Main

setvbuf(stdout, nil, _IOLBF, 0)
let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
let copy = root.appending(path: ".build-mutants")
let original = copy.appending(path: ".build/original")
let count = option("count").flatMap { Int($0) } ?? 300
let deadline = option("minutes").flatMap { Double($0) }.map { Date(timeIntervalSinceNow: 60 * $0) }
var draws = Draws(state: option("seed").flatMap { UInt64($0) } ?? 1)
let only = option("only").map { Set($0.split(separator: ",").compactMap { Int($0) }) }
let isOwn = CommandLine.arguments.contains("--own")
let chosen = option("module").map { [$0] } ?? modules

try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
if run(["git", "-C", original.path(percentEncoded: false), "pull", "-q"], seconds: 60) != 0 {
  let words = ["git", "clone", "-q", root.path(percentEncoded: false), original.path(percentEncoded: false)]
  guard run(words, seconds: 60) == 0 else { fatalError("the repository cannot be cloned") }
}
var tracked: [String] = []
run(["git", "-C", original.path(percentEncoded: false), "ls-files"], seconds: 60) { line in
  tracked.append(String(line))
  return false
}

var places = try chosen.flatMap { try sites($0) }
print("\(places.count) places for faults in \(chosen.joined(separator: ", "))")
places.shuffle(using: &draws)
var taken: Set<String> = []
places.removeAll { !taken.insert($0.name).inserted }
var faults = Dictionary(uniqueKeysWithValues: places.prefix(count).enumerated().map { ($0, $1) })

// The modules alone build quickly; what does not compile leaves before the tests are built with the rest.
var stillborn = 0
while true {
  try write(faults)
  let wrong = try modules.reduce(into: Set<String>()) { wrong, module in
    if wrong.isEmpty { wrong = try errors(building: ["--target", module]) }
  }
  if wrong.isEmpty { break }
  var left = faults.filter { !wrong.contains($0.value.name) }
  if left.count == faults.count {
    // The fault is in a line before the error's.
    let files = wrong.compactMap { $0.split(separator: ":").first }
    left = faults.filter { fault in !files.contains { fault.value.name.hasPrefix("\($0):") } }
  }
  if left.count == faults.count { fatalError("errors outside of the faults: \(wrong.sorted())") }
  stillborn += faults.count - left.count
  faults = left
}
print("\(faults.count) faults compile, \(stillborn) do not")
_ = try errors(building: ["-c", "release", "--build-tests", "-Xswiftc", "-enable-testing"])

/// The tests of a module, or all others.
func filter(_ module: String, others: Bool) -> [String] {
  others ? skipped + ["--skip", "\(module)Tests"] : ["--filter", "\(module)Tests"]
}

/// How long tests may take: several times what they take without a fault.
var limits: [String: Double] = [:]
for module in chosen {
  let start = Date()
  guard !isNoticed(-1, by: filter(module, others: false), seconds: 1200) else {
    fatalError("the tests of \(module) fail without a fault")
  }
  limits[module] = 20 + 5 * Date().timeIntervalSince(start)
}

var killed: [String: Int] = [:]
var tried: [String: Int] = [:]
for (number, site) in faults.sorted(by: { $0.key < $1.key }) where only?.contains(number) ?? true {
  if let deadline, Date() > deadline { break }
  tried[site.module, default: 0] += 1
  if isNoticed(number, by: filter(site.module, others: false), seconds: limits[site.module] ?? 1200)
    || !isOwn && isNoticed(number, by: filter(site.module, others: true), seconds: 1200)
  {
    killed[site.module, default: 0] += 1
  } else {
    print(
      "survived: fault \(number), \(site.name)\n  - \(site.text[site.expression])\n  + \(site.mutated)")
  }
}
for module in chosen { print("\(module): \(killed[module] ?? 0) of \(tried[module] ?? 0) faults killed") }
let (dead, all) = (killed.values.reduce(0, +), tried.values.reduce(0, +))
print("\(dead) of \(all) faults killed (\(all == 0 ? 0 : 100 * dead / all) %)")
