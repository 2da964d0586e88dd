package dev.fenceline.exchange.capture;

/** What lies at some depth of a packet, as far as NVMe/TCP can be in it. */
enum Protocol {
  /** A frame with its two addresses. */
  ETHERNET,
  /** IPv4 or IPv6: the first four bits say which. */
  IP,
  TCP,
  UDP,
  /** A stack of labels. */
  MPLS,
  GRE,
  /** The mirror of a frame, with the header of type II. */
  ERSPAN_II,
  /** The mirror of a frame or packet, with the header of type III. */
  ERSPAN_III,
  VXLAN,
  /** VXLAN that says what it carries. */
  VXLAN_GPE,
  GENEVE,
  /** PPP over Ethernet, with the data of a session. */
  PPPOE,

  /** Nothing that could carry NVMe/TCP. */
  OTHER,
  /** Not known: the capture cut the packet before it. */
  CUT,

  // What could carry it, and is not looked into.
  ESP("IPsec (ESP)", false),
  ESP_IN_UDP("IPsec (ESP)", true),
  MACSEC("MACsec", false),
  L2TP("L2TP", false),
  L2TP_IN_UDP("L2TP", true),
  PPTP("PPTP", false),
  NSH("NSH", false),
  TRILL("TRILL", false),
  GTP_U("GTP-U", true),
  WIREGUARD("WireGuard", true),
  OPENVPN("OpenVPN", true),
  TEREDO("Teredo", true),
  GUE("GUE", true),
  LISP("LISP", true),
  CAPWAP("CAPWAP", true),
  TZSP("TZSP", true);

  private final String label;
  private final boolean isByPort;

  Protocol() {
    this("", false);
  }

  Protocol(String label, boolean isByPort) {
    this.label = label;
    this.isByPort = isByPort;
  }

  /** Whether nothing that it may carry is looked into. */
  boolean isEnd() {
    return this == OTHER || this == CUT || isUnread();
  }

  /** Whether it could carry NVMe/TCP, and is not looked into. */
  boolean isUnread() {
    return !label.isEmpty();
  }

  /** Says of packets that they are not looked into, such as {@code are MACsec, ...}. */
  String unread(boolean isOne) {
    return isByPort
        ? (isOne ? "goes" : "go") + " to the UDP port of " + label + ", which is not read"
        : (isOne ? "is " : "are ") + label + ", which is not read";
  }
}
