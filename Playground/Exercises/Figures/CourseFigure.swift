// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A figure of the course, drawn by the toolkit from numbers that the toolkit computes.
package struct CourseFigure: Sendable {
  /// The name of the file, without its ending.
  package let name: String
  /// Whether a lesson shows it, beside the page of the exercise.
  package let isInLesson: Bool
  private let draw: @Sendable () throws -> any Figure

  init(_ name: String, isInLesson: Bool = false, _ draw: @escaping @Sendable () throws -> any Figure) {
    self.name = name
    self.isInLesson = isInLesson
    self.draw = draw
  }

  /// The file.
  package func svg() throws -> String { try draw().svg() }

  /// All figures.
  package static let all: [CourseFigure] = derivatives + layers + checking + descent + curvature
}

/// Equally spaced numbers.
func points(from low: Double, to high: Double, count: Int = 121) -> [Double] {
  (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
}

/// The numbers of so many elements, as the names of a matrix's rows or columns.
func numbers(_ count: Int) -> [String] { (0..<count).map(String.init) }
