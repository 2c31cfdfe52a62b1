// SPDX-License-Identifier: Apache-2.0

/// A way over a surface in pieces, so that each can be drawn before what hides it.
struct SurfaceTrail {
  /// A part of the way within about a cell.
  struct Piece {
    /// What must be drawn before it, by nearness.
    let nearness: Double
    let element: Element
  }

  private(set) var pieces: [Piece] = []
  /// The whole way faintly, so that the eye can follow it where it is hidden, and its ends.
  private(set) var overlay: [Element] = []

  init(_ path: SurfacePath, series: Int, on mesh: SurfaceMesh, _ projection: Projection) {
    let name = path.color.className(automatic: series)
    let runs = Self.runs(path, mesh)
    var whole = PathData()
    for run in runs {
      let places = run.map { projection($0) }
      whole.polyline(places)
      for piece in stride(from: 0, to: run.count - 1, by: 2) {
        let range = piece...min(piece + 2, run.count - 1)
        var data = PathData()
        data.polyline(places[range])
        // Cells next to a piece must not cover half of its width.
        let nearest = run[range].map { projection.nearness(x: $0.x, y: $0.y) }.max() ?? 0
        let halo = Element("path", ["class": "halo", "stroke-width": 4.2, "stroke-opacity": ".8", "d": data])
        let line = Element(
          "path", ["class": "l \(name)", "stroke-width": 2.4, "stroke-opacity": "1", "d": data])
        pieces.append(Piece(nearness: nearest + mesh.reach, element: halo))
        // After the halos of its neighbours, too.
        pieces.append(Piece(nearness: nearest + 2.2 * mesh.reach, element: line))
      }
    }
    guard let first = runs.first?.first, let last = runs.last?.last else { return }
    overlay.append(Element("path", ["class": "l \(name)", "stroke-opacity": ".3", "d": whole]))
    var (start, end) = (PathData(), PathData())
    start.circle(at: projection(first), radius: 3.6)
    end.circle(at: projection(last), radius: 4.6)
    overlay.append(Element("path", ["class": "paper", "d": start]))
    overlay.append(Element("path", ["class": "l \(name)", "stroke-width": 1.8, "d": start]))
    overlay.append(Element("path", ["class": "f edge \(name)", "d": end]))
  }

  /// The way on the surface in steps no longer than about half a cell.
  private static func runs(_ path: SurfacePath, _ mesh: SurfaceMesh) -> [[BoxPoint]] {
    let across = 0.5 * (mesh.grid.x[mesh.grid.x.count - 1] - mesh.grid.x[0]) / Double(mesh.grid.x.count)
    let down = 0.5 * (mesh.grid.y[mesh.grid.y.count - 1] - mesh.grid.y[0]) / Double(mesh.grid.y.count)
    var runs: [[BoxPoint]] = [[]]
    func add(_ x: Double, _ y: Double) {
      if let point = mesh.point(x: x, y: y) {
        // A step that cannot be seen says nothing.
        if let last = runs[runs.count - 1].last, (point - last).dot(point - last) < 1e-6 { return }
        runs[runs.count - 1].append(point)
      } else if !runs[runs.count - 1].isEmpty {
        runs.append([])
      }
    }
    var previous: (x: Double, y: Double)?
    for (x, y) in zip(path.x, path.y) {
      guard x.isFinite, y.isFinite else {
        add(.nan, .nan)
        previous = nil
        continue
      }
      if let from = previous {
        let steps = max((x - from.x).magnitude / across, (y - from.y).magnitude / down)
        let count = min(200, max(1, Int(min(steps, 200).rounded(.up))))
        for step in 1...count {
          let t = Double(step) / Double(count)
          add(from.x + t * (x - from.x), from.y + t * (y - from.y))
        }
      } else {
        add(x, y)
      }
      previous = (x, y)
    }
    return runs.filter { !$0.isEmpty }
  }
}
