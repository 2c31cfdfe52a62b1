// SPDX-License-Identifier: Apache-2.0

/// What training shows of a run while it goes on.
public enum Progress: Hashable, Sendable {
  /// Nothing.
  case none
  /// On standard error: a line that is rewritten at most ten times a second where that is a terminal, else a line every five
  /// seconds; and a last one that says why the run ended. There are no colours, whatever `NO_COLOR` says.
  case standardError
}
