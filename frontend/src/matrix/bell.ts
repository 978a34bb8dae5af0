// The bell: rung by the server whenever the project's log has grown.
const LONGEST_PAUSE_MS = 8_000;
const FIRST_PAUSE_MS = 500;

export class Bell {
  private socket: WebSocket | null = null;
  private stopped = false;
  private pause = FIRST_PAUSE_MS;

  constructor(private readonly asked: () => { address: string; token: string }, private readonly rung: (seq: number) => void) {}

  listen(): void {
    if (this.stopped || this.socket) return;
    const { address, token } = this.asked();
    const place = new URL(address, location.href);
    place.protocol = place.protocol === "https:" ? "wss:" : "ws:";
    const socket = (this.socket = new WebSocket(place));
    socket.onopen = () => socket.send(JSON.stringify({ token }));
    socket.onmessage = ({ data }) => {
      this.pause = FIRST_PAUSE_MS;
      const seq: unknown = JSON.parse(String(data))?.seq;
      if (typeof seq === "number") this.rung(seq);
    };
    socket.onclose = () => {
      this.socket = null;
      if (this.stopped) return;
      this.pause = Math.min(LONGEST_PAUSE_MS, this.pause * 2);
      setTimeout(() => this.listen(), this.pause);
    };
  }

  stop(): void {
    this.stopped = true;
    this.socket?.close();
  }
}
