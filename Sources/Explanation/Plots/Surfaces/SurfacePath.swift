// SPDX-License-Identifier: Apache-2.0

/// A way over a surface, as an optimizer took it: from a hollow point to a filled one.
public struct SurfacePath: Hashable, Sendable {
  let x: [Double]
  let y: [Double]
  let label: String?
  let color: Ink

  /// The way through the places `(x[i], y[i])`, at the surface's height. It is not drawn beside the surface.
  ///
  /// - Parameter label: What the legend calls it.
  public init(_ x: [Double], _ y: [Double], label: String? = nil, color: Ink = .automatic) {
    (self.x, self.y, self.label, self.color) = (x, y, label, color)
  }

  var name: String { "SurfacePath" + (label.map { " \"\($0)\"" } ?? "") }
}
