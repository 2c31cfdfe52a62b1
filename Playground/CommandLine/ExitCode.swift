// SPDX-License-Identifier: Apache-2.0

/// What the playground tells the shell.
package enum ExitCode: Int32 {
  case success = 0
  /// An experiment did not show what it claims, or stopped with an error.
  case failure = 1
  /// The command line was not understood.
  case usage = 2
  /// A file cannot be read or written.
  case file = 3
  /// The run was interrupted, and has written its checkpoint if it has one.
  case interrupted = 130
}
