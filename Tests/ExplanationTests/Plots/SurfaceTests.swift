// SPDX-License-Identifier: Apache-2.0
@testable internal import Explanation
internal import Foundation
internal import Testing

@Suite struct SurfaceTests {
  static func mesh(_ azimuth: Double, isReversed: Bool = false) throws -> (SurfaceMesh, Projection) {
    let grid = try Grid(x: -2...2, y: -2...2, count: 9) { x, y in sin(3 * x) * cos(2 * y) }
    let viewpoint = Viewpoint(azimuth: azimuth, elevation: 25)
    let plot = try SurfacePlot(
      title: "waves", grid, x: Axis("x", isReversed: isReversed), z: Axis(range: -1...1), viewpoint: viewpoint
    )
    let projection = Projection(viewpoint)
    return (SurfaceMesh(plot, heights: -1...1, projection), projection)
  }

  @Test(
    "Of two facets that hide each other the nearer is drawn later",
    arguments: [-150.0, -60, 0, 10, 45, 90, 200])
  func depthOrder(azimuth: Double) throws {
    for isReversed in [false, true] {
      let (mesh, projection) = try Self.mesh(azimuth, isReversed: isReversed)
      #expect(mesh.facets.count == 8 * 8)
      // A ray towards the viewer through the middle of a facet meets others later only if they are drawn later.
      let spans = mesh.facets.map { facet in
        (x: Extent(facet.corners.map(\.x)), y: Extent(facet.corners.map(\.y)))
      }
      for (i, span) in spans.enumerated() {
        let start = Point(x: (span.x.low + span.x.high) / 2, y: (span.y.low + span.y.high) / 2)
        for step in 1...40 {
          let t = Double(step) * 0.03
          let place = Point(x: start.x + t * projection.towards.x, y: start.y + t * projection.towards.y)
          let hit = spans.firstIndex { span in
            span.x.low < place.x && place.x < span.x.high && span.y.low < place.y && place.y < span.y.high
          }
          if let hit, hit != i { #expect(hit > i, "azimuth \(azimuth), facets \(i) and \(hit)") }
        }
      }
    }
  }

  @Test("A projection keeps lengths across the view, and looks from above")
  func projection() {
    let projection = Projection(Viewpoint(azimuth: 30, elevation: 40))
    let (a, b) = (projection.right, projection.up)
    #expect(abs(a.dot(a) - 1) < 1e-15 && abs(b.dot(b) - 1) < 1e-15)
    #expect(abs(a.dot(b)) < 1e-15 && abs(a.dot(projection.towards)) < 1e-15)
    let (low, high) = (projection(BoxPoint(x: 0, y: 0, z: 0)), projection(BoxPoint(x: 0, y: 0, z: 0.3)))
    #expect(high.y < low.y)
  }

  @Test("A way lies on the surface, and beside it there is none")
  func ways() throws {
    let (mesh, _) = try Self.mesh(-60)
    let point = try #require(mesh.point(x: 2, y: -2))
    #expect(abs(point.z - SurfaceMesh.height / 2 * sin(6) * cos(4)) < 1e-12)
    #expect(mesh.point(x: 2.1, y: 0) == nil)
  }

  @Test("Missing heights are holes")
  func holes() throws {
    let grid = try Grid(x: 0...1, y: 0...1, count: 5) { x, y in x == 0.5 && y == 0.5 ? .nan : x }
    let plot = try SurfacePlot(title: "a hole", grid)
    #expect(SurfaceMesh(plot, heights: 0...1, Projection(Viewpoint())).facets.count == 16 - 4)
    #expect(plot.description.contains("1 value is not finite"))
  }
}
