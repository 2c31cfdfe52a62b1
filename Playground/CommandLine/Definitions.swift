// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Terms and what they mean, a line each, the meanings aligned.
package func definitions(_ definitions: [(term: String, meaning: String)]) -> String {
  let width = definitions.map(\.term.count).max() ?? 0
  return definitions.map { "  \($0.term.padded(to: width, alignment: .left))  \($0.meaning)\n" }.joined()
}
