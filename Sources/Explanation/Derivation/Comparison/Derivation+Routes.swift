// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// One of the ways through the function by which a derivative comes about; the derivative is the sum over all of them.
struct Route {
  let expression: Expression
  /// The operations where ways part, from the variable to the value.
  let path: [String]
}

extension Derivation {
  /// More ways than this are not told apart.
  private static let mostRoutes = 64

  /// The ways by which the derivative by an input comes about.
  func routes(to equation: Equation) -> [Route] {
    let routes = routes(equation)
    return routes.count <= Self.mostRoutes ? routes : [Route(expression: equation.expression, path: [])]
  }

  private func routes(_ equation: Equation) -> [Route] {
    let parts = equation.contributions
    guard parts.count > 1 else { return routes(through: equation.expression, path: []) }
    var routes: [Route] = []
    for part in parts where routes.count <= Self.mostRoutes {
      routes += self.routes(through: part.expression, path: [part.reader])
    }
    return routes
  }

  /// The ways on from a part, which is linear in one adjoint; those through an adjoint with one way to it keep its name.
  private func routes(through part: Expression, path: [String]) -> [Route] {
    guard let adjoint = adjoints.first(where: { part.symbols[$0.name] != nil && hasSeveralWays($0) }) else {
      return [Route(expression: part, path: path)]
    }
    return routes(adjoint).map { route in
      Route(
        expression: .broadcast(
          part.replacing { $0 == adjoint.name ? .broadcast(route.expression, to: adjoint.shape) : nil },
          to: part.shape), path: path + route.path)
    }
  }

  private func hasSeveralWays(_ adjoint: Equation) -> Bool {
    adjoint.contributions.count > 1
      || adjoints.contains { adjoint.expression.symbols[$0.name] != nil && hasSeveralWays($0) }
  }
}
