// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The process in which an answer is judged: it runs the checks and reports each on a pipe.
enum GradingChild {
  /// The word that makes a command a child.
  static let command = "_judge-an-answer"
  /// The descriptor of the pipe to the grader.
  static let resultDescriptor: Int32 = 3

  /// Runs the checks of a submission in the given folder. Does not return.
  static func run(_ submission: Submission, in folder: String, limits: ResourceLimits) -> Never {
    // The grader ends the whole group, so that what an answer started ends with it.
    setpgid(0, 0)
    guard chdir(folder) == 0 else { exit(1) }
    limits.apply()
    // Whoever started the grader may have these ignored or blocked.
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
    signal(SIGXCPU, SIG_DFL)
    signal(SIGXFSZ, SIG_DFL)
    for (number, check) in submission.checks.enumerated() {
      write(.began(number))
      write(check.finding().map { .failed(number, $0) } ?? .passed(number))
    }
    write(.finished)
    exit(0)
  }

  private static func write(_ line: ResultLine) { writeAll(line.text + "\n", to: resultDescriptor) }

  private static func writeAll(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}
