// SPDX-License-Identifier: Apache-2.0

/// The interval of a search by Moré and Thuente, and the next step to try within it or, before it has a far end, beyond it.
///
/// ACM TOMS 20, 286-307, 1994, sections 2 and 4. The near end is the lowest point so far, and the slope there leads into
/// the interval.
struct StepInterval {
  private(set) var near: LinePoint
  /// `nil` until a point is known beyond which the search need not go.
  private(set) var far: LinePoint?
  private var widths = (last: Double.infinity, before: Double.infinity)

  init(from origin: LinePoint) { near = origin }

  /// Forgets a far end at `step` or beyond.
  mutating func cut(before step: Double) {
    if let far, far.step >= step { self.far = nil }
  }

  /// Takes a point into account.
  ///
  /// - Parameter tilt: A slope that is taken from all slopes: that of the line of sufficient decrease as long as no
  ///   point below it is known at which φ rises.
  /// - Returns: The step to try next.
  mutating func update(with trial: LinePoint, tilt: Double) -> Double {
    let (x, t) = (near.tilted(by: tilt), trial.tilted(by: tilt))
    let candidate = Self.candidate(x, far?.tilted(by: tilt), t)
    if t.value > x.value {
      far = trial
    } else {
      if t.slope * x.slope < 0 { far = near }
      near = trial
    }
    guard let far else {
      let length = t.step - x.step
      return min(max(candidate, t.step + 1.1 * length), t.step + 4 * length)
    }
    let width = (far.step - near.step).magnitude
    let middle = near.step + (far.step - near.step) / 2
    let isSlow = width >= 0.66 * widths.before
    widths = (width, widths.last)
    let (left, right) = (min(near.step, far.step), max(near.step, far.step))
    return !isSlow && candidate > left && candidate < right ? candidate : middle
  }

  /// The step by interpolation: the four cases of section 4.
  private static func candidate(_ x: LinePoint, _ y: LinePoint?, _ t: LinePoint) -> Double {
    let secant = t.step + t.slope / (t.slope - x.slope) * (x.step - t.step)
    let cubic = LinePoint.cubicMinimizer(x, t)
    if t.value > x.value {
      let parabola =
        x.step + x.slope / ((x.value - t.value) / (t.step - x.step) + x.slope) / 2 * (t.step - x.step)
      guard let cubic else { return parabola }
      return (cubic - x.step).magnitude < (parabola - x.step).magnitude
        ? cubic : cubic + (parabola - cubic) / 2
    }
    if t.slope * x.slope < 0 {
      guard let cubic else { return secant }
      return (cubic - t.step).magnitude >= (secant - t.step).magnitude ? cubic : secant
    }
    let away = t.step > x.step ? Double.infinity : -Double.infinity
    if t.slope.magnitude <= x.slope.magnitude {
      // The cubic counts only where its minimum lies beyond the trial.
      let isBeyond = cubic.map { ($0 - t.step) * (t.step - x.step) > 0 } ?? false
      let reach = isBeyond ? cubic ?? away : away
      let isLonger = (reach - t.step).magnitude > (secant - t.step).magnitude
      guard let y else { return isLonger ? reach : secant }
      let step = isLonger ? secant : reach
      let limit = t.step + 0.66 * (y.step - t.step)
      return t.step > x.step ? min(limit, step) : max(limit, step)
    }
    return y.map { LinePoint.cubicMinimizer(t, $0) ?? (t.step + $0.step) / 2 } ?? away
  }
}
