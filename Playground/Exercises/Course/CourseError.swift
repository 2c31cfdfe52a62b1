// SPDX-License-Identifier: Apache-2.0

/// A file or folder of the course that is missing or cannot be written.
package struct CourseError: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}
