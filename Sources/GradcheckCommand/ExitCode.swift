// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What the command tells the shell.
enum ExitCode: Int32 {
  case passed = 0
  case failed = 1
  /// The command line was not understood.
  case usage = 2
  case inconclusive = 3

  init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .passed: .passed
      case .failed: .failed
      case .inconclusive: .inconclusive
      }
  }
}
