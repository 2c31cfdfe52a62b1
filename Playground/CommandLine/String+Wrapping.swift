// SPDX-License-Identifier: Apache-2.0

extension String {
  /// This text with its lines broken at spaces, so that none is longer than `columns` unless a word is.
  package func wrapped(to columns: Int) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var lines: [String] = [""]
      for word in line.split(separator: " ") {
        let last = lines.count - 1
        if lines[last].isEmpty {
          lines[last] += word
        } else if lines[last].count + 1 + word.count <= columns {
          lines[last] += " " + word
        } else {
          lines.append(String(word))
        }
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
