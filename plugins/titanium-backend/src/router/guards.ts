import express, { RequestHandler } from 'express';
import { notPermitted, TransportError } from '../errors';

/** Changes come from our own pages only: a foreign or opaque origin is refused. Other clients send no origin. */
export function sameOrigin(origins: string[]): RequestHandler {
  return (req, _res, next) => {
    const { origin } = req.headers;
    const safe = req.method === 'GET' || req.method === 'HEAD';
    if (!safe && origin !== undefined && !origins.includes(origin)) {
      throw notPermitted('Requests from this origin are refused');
    }
    next();
  };
}

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)/i;

/** Bodies are JSON and say so; what a form or a plain-text request of another site can send is refused. */
export function jsonOnly(): RequestHandler {
  return (req, _res, next) => {
    const hasBody =
      req.headers['transfer-encoding'] !== undefined ||
      Number(req.headers['content-length'] ?? 0) > 0;
    const charset = CHARSET.exec(req.headers['content-type'] ?? '')?.[1];
    const isUtf8 = charset === undefined || /^utf-?8$/i.test(charset);
    if (hasBody && !(req.is('application/json') && isUtf8)) {
      throw new TransportError(415, 'Bodies must be application/json in UTF-8');
    }
    next();
  };
}

/** Parses a body of limited size. */
export const jsonBody = (limit: string): RequestHandler =>
  express.json({ limit, strict: true });
