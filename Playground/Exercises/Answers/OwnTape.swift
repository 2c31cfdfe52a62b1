// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The derivative of the line `output` by each line of a Wengert list.
///
/// A line is an input or an operation on other lines, given by their numbers; they may stand anywhere in the list.
/// `line.operands` are the numbers of the lines that it reads.
@Sendable func ownTape(lines: [TapeLine], output: Int) throws -> [Double] {
  throw notYet("put the lines in order, compute their values, and sweep backwards")
}
