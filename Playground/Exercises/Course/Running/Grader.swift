// SPDX-License-Identifier: Apache-2.0

/// Judges submissions, each in a process of its own, so that none can spoil what another is worth.
package struct Grader: Sendable {
  /// The program that runs `GradingChild` when it is asked to.
  private let executable: String
  private let limits: ResourceLimits

  /// - Parameter executable: The program that judges one submission; `nil` for this one.
  package init(executable: String? = nil, limits: ResourceLimits = ResourceLimits()) {
    self.executable = executable ?? ThisExecutable.path
    self.limits = limits
  }

  /// Judges a submission.
  ///
  /// - Parameter source: The word by which the child finds the submission among all that it knows.
  /// - Throws: `ProcessError` when no process can be started, `CourseError` when there is no place for its files.
  package func grade(_ submission: Submission, from source: String) throws -> Grade {
    let start = ContinuousClock.now
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let child = ChildProcess(
      executable: executable,
      arguments: [
        GradingChild.command, source, submission.name, folder.path, String(limits.seconds),
      ])
    let outcome = try child.run(seconds: 3 * Double(limits.seconds))
    return Grade(
      name: submission.name, title: submission.title, checks: results(of: submission, outcome),
      output: String(outcome.output.prefix(4000)),
      seconds: start.duration(to: .now) / .seconds(1))
  }

  /// What the lines say, and what the ending says of the check that was running.
  private func results(
    of submission: Submission, _ outcome: ChildProcess.Outcome
  ) -> [(name: String, result: Grade.Result)] {
    var results = [Grade.Result](repeating: .notRun, count: submission.checks.count)
    var running: Int? = 0
    for line in outcome.result.split(separator: "\n").compactMap(ResultLine.init) {
      switch line {
      case .began(let number): running = number
      case .passed(let number) where results.indices.contains(number): results[number] = .passed
      case .failed(let number, let finding) where results.indices.contains(number):
        results[number] = .failed(finding)
      case .finished: running = nil
      default: break
      }
    }
    if let running, results.indices.contains(running), results[running] == .notRun {
      let check = submission.checks[running]
      results[running] = .failed(finding(from: outcome, crash: check.crash, timeout: check.timeout))
    }
    return zip(submission.checks, results).map { ($0.name, $1) }
  }

  private func finding(from outcome: ChildProcess.Outcome, crash: Mistake, timeout: Mistake) -> Finding {
    switch outcome.ending {
    case .timedOut: return Finding(timeout, "it did not end in \(3 * limits.seconds) s")
    case .exited(let code): return Finding(.ended, "the process ended with code \(code)")
    case .signalled(let signal):
      // Signal 24 is SIGXCPU, on Linux and on macOS.
      if signal == 24 { return Finding(timeout, "it took \(limits.seconds) s of the processor") }
      let signs = ["out of memory", "bad_alloc", "failed to allocate"]
      if signs.contains(where: { outcome.output.contains($0) }) {
        return Finding(.tooLarge, "it asked for more than \(limits.memory >> 20) MB")
      }
      let message = outcome.output.split(separator: "\n").first { $0.contains("Fatal error") }
      return Finding(crash, message.map(String.init) ?? "signal \(signal)")
    }
  }
}
