// SPDX-License-Identifier: Apache-2.0

/// One figure at several moments, with a slider; without scripts all of them side by side.
public struct Frames: Sendable {
  let frames: [(label: String, figure: any Figure)]
  let caption: String

  /// - Parameters:
  ///   - frames: The moments in their order, and what each is called.
  ///   - caption: What to see, with the marks of a ``Paragraph``.
  /// - Throws: ``ReportError/noFrames(_:)`` for none.
  public init(
    _ frames: [(label: String, figure: any Figure)], caption: String = ""
  ) throws(ReportError) {
    guard !frames.isEmpty else { throw .noFrames(caption) }
    (self.frames, self.caption) = (frames, caption)
  }

  var element: Element {
    let input = Element(
      "input", ["type": "range", "min": 0, "max": frames.count - 1, "value": frames.count - 1, "step": 1])
    let control = Element(
      "label", ["class": "control", "hidden": "hidden"],
      [Element("span", text: "Step"), input, Element("output")])
    let parts = frames.map { label, figure in
      Element(
        "div", ["class": "frame", "data-label": label],
        [Element("p", ["class": "moment"], text: label)] + figure.layouts)
    }
    var caption = Element("figcaption")
    caption.children = Markings.nodes(self.caption)
    return Element(
      "figure", ["class": "frames"],
      [control, Element("div", ["class": "strip"], parts)] + (caption.children.isEmpty ? [] : [caption]))
  }

  /// Shows one frame at a time.
  static let script =
    "for(const f of document.querySelectorAll('.frames')){"
    + "const p=[...f.querySelectorAll('.frame')],r=f.querySelector('input'),o=f.querySelector('output'),"
    + "s=()=>{p.forEach((e,i)=>{e.hidden=i!=r.value});o.textContent=p[r.value].dataset.label};"
    + "f.classList.add('live');r.parentNode.hidden=false;r.addEventListener('input',s);s()}"
}
