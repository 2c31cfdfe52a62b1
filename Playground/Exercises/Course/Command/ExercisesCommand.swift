// SPDX-License-Identifier: Apache-2.0
package import PlaygroundCommandLine

/// The command `exercises`.
package struct ExercisesCommand {
  /// Submissions by the word that asks for them: the student's answers, the solutions.
  package typealias Source = (name: String, submissions: [Submission])

  private let sources: [Source]
  private let console: Console
  let program: String

  /// - Parameters:
  ///   - sources: What can be judged. The first is meant when nothing else is said.
  ///   - program: How the command is called, for its messages.
  package init(sources: [Source], program: String, console: Console) {
    self.sources = sources
    self.program = program
    self.console = console
  }

  /// The exercises in order.
  private var exercises: [Submission] { sources[0].submissions }

  static let student = Option("student", value: "FOLDER", "where `export` puts the package for students")
  static let dependency = Option(
    "wengert", value: "PLACE",
    "where the students' package finds this one: a path, or an address and a version: URL@0.9.0")
  static let output = Option("output", letter: "o", value: "FILE", "write the scores in Gradescope's form")
  static let source = Option("of", value: "WHO", "whose answers to check: answers or solutions")
  static let seconds = Option(
    "seconds", value: "N", "the processor's time for each exercise, 20 if not given")
  /// The options that it understands, beside `--json` and `--help`.
  package static let options = studentOptions + [source, student, dependency]
  /// Those of them that mean something in the students' package.
  static let studentOptions: [Option] = [output, seconds]

  /// Runs the command that the arguments ask for.
  ///
  /// - Returns: Whether all points were reached, when that is what was asked.
  /// - Throws: `UsageError` when they are not understood.
  package func run(_ arguments: Arguments) throws -> Bool {
    guard let verb = arguments.operands.first else {
      throw UsageError("what about the exercises? \(Self.verbs.joined(separator: ", "))")
    }
    let rest = Array(arguments.operands.dropFirst())
    try arguments.allowOperands(["list": 1, "export": 1, "hint": 3][verb] ?? 2)
    switch verb {
    case "list": list()
    case "show": try show(try exercise(rest, for: verb))
    case "hint": try hint(try exercise(rest, for: verb), rest.dropFirst().first)
    case "reset": try reset(rest)
    case "check": return try check(rest, arguments)
    case "export": try export(arguments)
    default: throw UsageError(unknown: "command", verb, known: Self.verbs)
    }
    return true
  }

  private static let verbs = ["list", "show", "check", "hint", "reset", "export"]

  private func list() {
    for (number, exercise) in exercises.enumerated() {
      console.printLine("\(number + 1 < 10 ? " " : "")\(number + 1)  \(exercise.title)  (\(exercise.name))")
    }
  }

  private func show(_ exercise: Submission) throws {
    let folder = try CourseFolder()
    console.write(try folder.page(exercise.name))
    console.printLine(
      "\nWrite in \(folder.answerPath(exercise.name)), then: \(program) check \(number(of: exercise))")
  }

  /// Prints the hints up to the one asked for, the first when none is.
  private func hint(_ exercise: Submission, _ step: String?) throws(UsageError) {
    guard let count = Int(step ?? "1"), exercise.hints.indices.contains(count - 1) else {
      throw UsageError("hints are numbered from 1 to \(exercise.hints.count), not '\(step ?? "")'")
    }
    console.printLine(
      "Hint \(count) of \(exercise.hints.count): \(exercise.hints[count - 1])".wrapped(to: 100))
    if count < exercise.hints.count {
      console.printLine("More: \(program) hint \(number(of: exercise)) \(count + 1)")
    }
  }

  private func reset(_ words: [String]) throws {
    let folder = try CourseFolder()
    for exercise in words == ["all"] ? exercises : [try self.exercise(words, for: "reset")] {
      let backup = try folder.reset(exercise.name)
      console.printLine(
        backup.map { "\(exercise.name): as at the beginning; what it held is in \($0)" }
          ?? "\(exercise.name): is as at the beginning")
    }
  }

  private func check(_ words: [String], _ arguments: Arguments) throws -> Bool {
    let source = try self.source(named: try arguments.text(Self.source) ?? sources[0].name)
    let chosen = words == ["all"] || words.isEmpty ? exercises : [try exercise(words, for: "check")]
    let grader = Grader(
      limits: ResourceLimits(seconds: try arguments.integer(Self.seconds, in: 1...600) ?? 20))
    var grades: [Grade] = []
    for exercise in chosen {
      guard let submission = source.submissions.first(where: { $0.name == exercise.name }) else { continue }
      let grade = try grader.grade(submission, from: source.name)
      grades.append(grade)
      if !arguments.contains(.json) {
        console.write(
          grade.text(number: number(of: exercise), isDetailed: chosen.count == 1, program: program))
      }
    }
    let results = Scores(grades)
    if arguments.contains(.json) {
      console.printLine("\(results.json)")
    } else {
      console.write(results.summary)
    }
    if let path = try arguments.text(Self.output) { try writeFile("\(results.json)\n", to: path) }
    return grades.allSatisfy(\.isFull)
  }

  private func export(_ arguments: Arguments) throws {
    guard let folder = try arguments.text(Self.student) else {
      throw UsageError("export needs a folder: \(program) export --student FOLDER")
    }
    let package = StudentPackage(
      names: exercises.map(\.name), course: try CourseFolder(),
      dependency: try arguments.text(Self.dependency))
    let files = try package.write(to: folder)
    console.printLine("\(files) files in \(folder); there: swift run exercises list")
  }

  private func source(named name: String) throws(UsageError) -> Source {
    guard let source = sources.first(where: { $0.name == name }) else {
      throw UsageError(unknown: "set of answers", name, known: sources.map(\.name))
    }
    return source
  }

  private func number(of exercise: Submission) -> Int {
    (exercises.firstIndex { $0.name == exercise.name } ?? 0) + 1
  }

  /// The exercise of a number or a name.
  private func exercise(_ words: [String], for verb: String) throws(UsageError) -> Submission {
    guard let word = words.first else {
      throw UsageError("\(verb) needs an exercise: \(program) \(verb) N, from 1 to \(exercises.count)")
    }
    if let number = Int(word), exercises.indices.contains(number - 1) { return exercises[number - 1] }
    let name = word.lowercased()
    guard let exercise = exercises.first(where: { $0.name.lowercased() == name }) else {
      throw UsageError(unknown: "exercise", word, known: exercises.map(\.name))
    }
    return exercise
  }
}
